import Foundation

/// The equations of ITU-T G.107 (06/2015) §7 in their own symbols and order, with every intermediate value.
public struct EModelReference {
    public var no = 0.0
    public var ro = 0.0
    public var iolr = 0.0
    public var ist = 0.0
    public var iq = 0.0
    public var idte = 0.0
    public var idle = 0.0
    public var idd = 0.0
    public var ieEff = 0.0
    public var r: Double { ro - (iolr + ist + iq) - (idte + idle + idd) - ieEff }

    // Names as in the standard.
    public init(
        slr: Double = 8, rlr: Double = 2, stmr: Double = 15, ds: Double = 3, dr: Double = 3, telr: Double = 65,
        wepl: Double = 110, t: Double = 0, tr: Double = 0, ta: Double = 0, qdu: Double = 1, nc: Double = -70,
        nfor: Double = -64, ps: Double = 35, pr: Double = 35, ie: Double = 0, bpl: Double = 4.3, ppl: Double = 0,
        burstR: Double = 1
    ) {
        let olr = slr + rlr
        let nos = ps - slr - ds - 100 + 0.004 * pow(ps - olr - ds - 14, 2)
        let pre = pr + 10 * log10(1 + pow(10, (10 - (stmr + dr)) / 10))
        let nor = rlr - 121 + pre + 0.008 * pow(pre - 35, 2)
        no = 10 * log10(pow(10, nc / 10) + pow(10, nos / 10) + pow(10, nor / 10) + pow(10, (nfor + rlr) / 10))
        ro = 15 - 1.5 * (slr + no)
        let xolr = olr + 0.2 * (64 + no - rlr)
        iolr = 20 * (pow(1 + pow(xolr / 8, 8), 0.125) - xolr / 8)
        let stmro = -10 * log10(pow(10, -stmr / 10) + exp(-t / 4) * pow(10, -telr / 10))
        ist = 12 * pow(1 + pow((stmro - 13) / 6, 8), 0.125)
        ist -= 28 * pow(1 + pow((stmro + 1) / 19.4, 35), 1 / 35.0)
        ist -= 13 * pow(1 + pow((stmro - 3) / 33, 13), 1 / 13.0)
        ist += 29
        let q = 37 - 15 * log10(qdu)
        let g = 1.07 + 0.258 * q + 0.0602 * q * q
        iq = 15 * log10(1 + pow(10, (ro - 100) / 15 + 46 / 8.4 - g / 9) + pow(10, 46 / 30.0 - g / 40))
        let roe = -1.5 * (no - rlr)
        let terv = telr - 40 * log10((1 + t / 10) / (1 + t / 150)) + 6 * exp(-0.3 * t * t)
        let re = 80 + 2.5 * (terv - 14)
        idte = ((roe - re) / 2 + sqrt(pow(roe - re, 2) / 4 + 100) - 1) * (1 - exp(-t))
        let rle = 10.5 * (wepl + 7) * pow(tr + 1, -0.25)
        idle = (ro - rle) / 2 + sqrt(pow(ro - rle, 2) / 4 + 169)
        if ta > 100 {
            let x = log2(ta / 100)
            idd = 25 * (pow(1 + pow(x, 6), 1 / 6.0) - 3 * pow(1 + pow(x / 3, 6), 1 / 6.0) + 2)
        }
        ieEff = ie + (95 - ie) * ppl / (ppl / burstR + bpl)
    }
}
