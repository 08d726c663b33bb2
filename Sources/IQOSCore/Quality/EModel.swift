/// The narrowband E-model of ITU-T G.107 (06/2015) with its default parameters, as far as a capture feeds it.
public enum EModel {
    /// Ro - Is + A of the default parameters less the talker's and listener's echo at no delay: R without impairment.
    public static let basicRating = rating(EModelParameters())

    /// Effective equipment impairment Ie,eff (G.107 §7.5).
    ///
    /// - Parameters:
    ///   - impairment: Ie, equipment impairment without loss.
    ///   - robustness: Bpl, packet-loss robustness factor, > 0.
    ///   - lossPercent: Ppl, lost and late packets, 0 ... 100.
    ///   - burstRatio: BurstR, ≥ 1.
    ///   - largest: Ie,eff where all is lost.
    public static func effectiveImpairment(
        _ impairment: Double, robustness: Double, lossPercent: Double, burstRatio: Double, largest: Double = 95
    ) -> Double {
        impairment + (largest - impairment) * lossPercent / (lossPercent / burstRatio + robustness)
    }

    /// Delay impairment Idd for an absolute one-way delay Ta (G.107 §7.4, sT = 1, mT = 100 ms).
    public static func delayImpairment(absoluteDelayMs: Double) -> Double {
        guard absoluteDelayMs > 100 else { return 0 }
        let x = Math.log10(absoluteDelayMs / 100) / Math.log10(2)
        let rise = Math.pow(1 + Math.pow(x, 6), 1.0 / 6)
        let bend = 3 * Math.pow(1 + Math.pow(x / 3, 6), 1.0 / 6)
        return 25 * (rise - bend + 2)
    }

    /// Mean opinion score of a rating R (G.107 Annex B), 1 ... 4.5; the cubic's dip below 1 is cut off.
    public static func meanOpinionScore(rFactor: Double) -> Double {
        guard rFactor > 0 else { return 1 }
        guard rFactor < 100 else { return 4.5 }
        return max(1, 1 + 0.035 * rFactor + rFactor * (rFactor - 60) * (100 - rFactor) * 7e-6)
    }

    /// The whole rating R = Ro - Is - Id - Ie,eff + A (G.107 §7).
    public static func rating(_ given: EModelParameters) -> Double {
        let noise = noiseLevel(given)
        let signalToNoise = 15 - 1.5 * (given.sendLoudness + noise)
        return signalToNoise - simultaneousImpairment(given, noise: noise, signalToNoise: signalToNoise)
            - echoAndDelayImpairment(given, noise: noise, signalToNoise: signalToNoise)
            - effectiveImpairment(
                given.equipmentImpairment, robustness: given.lossRobustness, lossPercent: given.lossPercent,
                burstRatio: given.burstRatio) + given.advantage
    }

    /// No: power sum of all noise at the 0 dBr point, dBm0p (§7.2).
    private static func noiseLevel(_ given: EModelParameters) -> Double {
        let overall = given.sendLoudness + given.receiveLoudness
        let sendRoom =
            given.sendRoomNoise - given.sendLoudness - given.sendSideFactor - 100
            + 0.004 * square(given.sendRoomNoise - overall - given.sendSideFactor - 14)
        let listenerSidetone = given.sidetoneMasking + given.receiveSideFactor
        let effectiveRoom =
            given.receiveRoomNoise + 10 * Math.log10(1 + Math.pow(10, (10 - listenerSidetone) / 10))
        let receiveRoom = given.receiveLoudness - 121 + effectiveRoom + 0.008 * square(effectiveRoom - 35)
        let floor = given.noiseFloor + given.receiveLoudness
        let power = [given.circuitNoise, sendRoom, receiveRoom, floor].map { Math.pow(10, $0 / 10) }.reduce(0, +)
        return 10 * Math.log10(power)
    }

    /// Is = Iolr + Ist + Iq (§7.3).
    private static func simultaneousImpairment(
        _ given: EModelParameters, noise: Double, signalToNoise: Double
    ) -> Double {
        let loudness =
            given.sendLoudness + given.receiveLoudness + 0.2 * (64 + noise - given.receiveLoudness)
        let tooLoud = 20 * (Math.pow(1 + Math.pow(loudness / 8, 8), 1.0 / 8) - loudness / 8)
        let sidetone =
            -10
            * Math.log10(
                Math.pow(10, -given.sidetoneMasking / 10)
                    + Math.exp(-given.echoDelayMs / 4) * Math.pow(10, -given.talkerEchoLoudness / 10))
        let sidetoneImpairment =
            12 * Math.pow(1 + Math.pow((sidetone - 13) / 6, 8), 1.0 / 8)
            - 28 * Math.pow(1 + Math.pow((sidetone + 1) / 19.4, 35), 1.0 / 35)
            - 13 * Math.pow(1 + Math.pow((sidetone - 3) / 33, 13), 1.0 / 13) + 29
        let q = 37 - 15 * Math.log10(given.quantisingUnits)
        let g = 1.07 + 0.258 * q + 0.0602 * q * q
        let y = (signalToNoise - 100) / 15 + 46 / 8.4 - g / 9
        let z = 46.0 / 30 - g / 40
        let quantising = 15 * Math.log10(1 + Math.pow(10, y) + Math.pow(10, z))
        return tooLoud + sidetoneImpairment + quantising
    }

    /// Id = Idte + Idle + Idd (§7.4).
    private static func echoAndDelayImpairment(
        _ given: EModelParameters, noise: Double, signalToNoise: Double
    ) -> Double {
        let delay = given.echoDelayMs
        let roomRating = -1.5 * (noise - given.receiveLoudness)
        let echoLoudness =
            given.talkerEchoLoudness - 40 * Math.log10((1 + delay / 10) / (1 + delay / 150))
            + 6 * Math.exp(-0.3 * delay * delay)
        let talkerRating = 80 + 2.5 * (echoLoudness - 14)
        let talkerEcho =
            ((roomRating - talkerRating) / 2 + Math.sqrt(square(roomRating - talkerRating) / 4 + 100) - 1)
            * (1 - Math.exp(-delay))
        let listenerRating =
            10.5 * (given.weightedEchoPathLoss + 7) * Math.pow(given.roundTripMs + 1, -0.25)
        let listenerEcho =
            (signalToNoise - listenerRating) / 2 + Math.sqrt(square(signalToNoise - listenerRating) / 4 + 169)
        return talkerEcho + listenerEcho + delayImpairment(absoluteDelayMs: given.absoluteDelayMs)
    }

    private static func square(_ value: Double) -> Double { value * value }
}
