import Crypto
import Foundation

/// The page's style sheet, and the policy that lets nothing else in.
enum PageStyle {
    /// Frames, forms, fonts and every network address are forbidden; style and script are those of the page, by their hashes, or none.
    static func contentSecurityPolicy(_ language: Language, embedsSound: Bool) -> String {
        let hash = Data(SHA256.hash(data: Data(sheet(language).utf8))).base64EncodedString()
        let inner = PageLibraries.innerStyleHash.map { " 'sha256-\($0)'" } ?? ""
        return
            "default-src 'none'; style-src 'sha256-\(hash)'\(inner); script-src 'sha256-\(PageScript.hash(embedsSound: embedsSound))'; "
            + "media-src 'self' file: data: blob:; img-src data:; base-uri 'none'; form-action 'none'"
    }

    /// Labels of the cells of a call are in the sheet, not in each of thousands of rows.
    static func sheet(_ language: Language) -> String {
        let labels = PageTemplates.columns.enumerated().map { index, name in
            ".calls td:nth-child(\(index + 1))::before{content:\"\(name[language])\"}"
        }
        // So are the words before the numbers of streams that stand beside each other.
        let streams = ".beside thead th+th::before{content:\"\(Phrase.streamNumber[language]) \"}\n"
        let index = [
            2: Phrase.calls, 3: .streamsColumn, 4: .packetsColumn, 5: .lowestMOS, 6: .lost, 7: .criticalColumn,
            8: .warningsLabel,
        ]
        let indexLabels = index.sorted { $0.key < $1.key }.map { place, name in
            ".index td:nth-child(\(place + 1))::before{content:\"\(name[language])\"}"
        }
        return common + streams + "@media (max-width: 1080px) {" + labels.joined() + "}\n"
            + "@media (max-width: 760px) {" + indexLabels.joined() + "}\n"
    }

    /// Without the blanks that are for its writers.
    private static let common =
        PageLibraries.style
        + [base, components, chart, app, adaptation, appAdaptation].joined()
        .split(separator: "\n").map { squeezed(Array($0.utf8.drop { $0 == UInt8(ascii: " ") })) }
        .joined(separator: "\n") + "\n"

    /// A line without the blanks around its marks: of all lines `replacing` took as long as the rest of a page.
    private static func squeezed(_ line: [UInt8]) -> String {
        var line = line
        for (mark, short) in [
            ("; ", ";"), (": ", ":"), (" { ", "{"), (" {", "{"), (" }", "}"), ("} ", "}"), (", ", ","),
        ] {
            let (mark, short) = (Array(mark.utf8), Array(short.utf8))
            var (kept, place): ([UInt8], Int) = ([], 0)
            while place < line.count {
                let isMark = line[place...].starts(with: mark)
                if isMark { kept += short } else { kept.append(line[place]) }
                place += isMark ? mark.count : 1
            }
            line = kept
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Colours are named by what they mean. Text on its ground reaches a contrast of 4.5 in both schemes.
    static let base = """
        :root { color-scheme: light dark;
          --ground: #f4f6f9; --card: #ffffff; --ink: #16202e; --soft: #556275; --line: #dde3ea; --edge: #8593a5; --link: #1a57b5;
          --good: #d8f3e3; --good-ink: #0a5330; --fair: #fdf0c4; --fair-ink: #624800; --poor: #ffe0c9;
          --poor-ink: #783200; --bad: #ffd9da; --bad-ink: #8d0f1b; --unknown: #e8ecf1; --unknown-ink: #475467;
          --good-mark: #2a9d62; --fair-mark: #d3a003; --poor-mark: #e2711d; --bad-mark: #cf2e3c; --unknown-mark: #a9b4c2;
          --lost: #cf2e3c; --late: #e08a1e; --jitter: #2f6bd0; --variation: #15998c; --restart: #7a4fc4;
          --wave: #33658f; --lane: #f0f3f7; }
        @media (prefers-color-scheme: dark) { :root {
          --ground: #0f151d; --card: #18212c; --ink: #e6ecf3; --soft: #9fadbe; --line: #2b3848; --edge: #6b7c90; --link: #8db8ff;
          --good: #123c2a; --good-ink: #8fe6b6; --fair: #41340b; --fair-ink: #f6d777; --poor: #4b2a10;
          --poor-ink: #ffbd8d; --bad: #4e1a20; --bad-ink: #ffb0b6; --unknown: #2a3543; --unknown-ink: #b9c5d3;
          --good-mark: #35b777; --fair-mark: #e3b21e; --poor-mark: #f0883d; --bad-mark: #ee5562; --unknown-mark: #5c6b7d;
          --lost: #f0606c; --late: #f0a340; --jitter: #76a5f7; --variation: #4cc2b5; --restart: #b294ef;
          --wave: #8fb6d9; --lane: #202b38; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        main, footer { max-width: 1240px; margin: 0 auto; padding: 0 20px; }
        h1, h2, h3, h4, h5, p, dl, dd, ul, ol { margin: 0; padding: 0; }
        h2 { font-size: 20px; line-height: 1.3; margin: 44px 0 14px; }
        ul, ol { list-style: none; }
        a { color: var(--link); }
        a:focus-visible, audio:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
        .skip { position: absolute; left: -999px; }
        .skip:focus { left: 20px; top: 8px; }
        .soft { color: var(--soft); }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

        """

    static let components = """
        .hero { --mark: var(--unknown-mark); background: var(--card); border: 1px solid var(--line); border-radius: 14px;
          padding: 18px 28px 20px; margin-top: 16px; }
        .hero.good { --mark: var(--good-mark); } .hero.fair { --mark: var(--fair-mark); }
        .hero.poor { --mark: var(--poor-mark); } .hero.bad { --mark: var(--bad-mark); }
        .hero h1::before { content: ""; display: inline-block; width: 0.62em; height: 0.62em; border-radius: 50%;
          background: var(--mark); margin-right: 0.42em; }
        .kicker { color: var(--soft); font-size: 13px; margin-bottom: 2px; }
        h1 { font-size: 30px; line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
        .lead { font-size: 16px; color: var(--soft); margin-top: 4px; max-width: 120ch; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 14px 28px; margin-top: 16px; }
        .tiles dt { color: var(--soft); font-size: 13px; }
        .tiles dd { font-size: 24px; font-weight: 650; line-height: 1.25; }
        .tiles small { display: block; font-size: 13px; font-weight: 400; color: var(--soft); }
        .share { display: block; width: 100%; height: 12px; margin-top: 16px; border-radius: 6px; overflow: hidden; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 6px; font-size: 13px; color: var(--soft); }
        .legend svg { width: 11px; height: 11px; margin-right: 6px; vertical-align: -1px; }
        .note { background: var(--fair); color: var(--fair-ink); border-radius: 10px; padding: 10px 16px; margin-top: 14px; }
        .note li + li { margin-top: 4px; }
        .plain { background: var(--unknown); color: var(--unknown-ink); }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
        .calls { padding: 4px 0; }
        table { border-collapse: collapse; width: 100%; }
        th { text-align: left; font-size: 12.5px; font-weight: 600; color: var(--soft); white-space: nowrap; }
        th, td { padding: 9px 8px; vertical-align: middle; }
        .calls th:first-child, .calls td:first-child { padding-left: 20px; }
        .calls th:last-child, .calls td:last-child { padding-right: 20px; }
        .calls tbody tr { border-top: 1px solid var(--line); }
        .number { text-align: right; white-space: nowrap; }
        .calls td { white-space: nowrap; } .calls .who-cell { white-space: normal; width: 30%; min-width: 190px; }
        .who { font-size: 14px; line-height: 1.4; }
        .who span { display: block; }
        .who .to::before { content: "\\2192\\00a0"; color: var(--soft); }
        .when { white-space: nowrap; line-height: 1.35; }
        .when span { display: block; font-size: 13px; }
        .mos { display: inline-block; min-width: 52px; padding: 2px 9px; border-radius: 8px; text-align: center;
          font-weight: 650; white-space: nowrap; }
        .mos.good { background: var(--good); color: var(--good-ink); } .mos.fair { background: var(--fair); color: var(--fair-ink); }
        .mos.poor { background: var(--poor); color: var(--poor-ink); } .mos.bad { background: var(--bad); color: var(--bad-ink); }
        .mos.unknown { background: var(--unknown); color: var(--unknown-ink); }
        audio { display: block; width: 208px; height: 36px; }
        .strip { display: block; width: 104px; height: 22px; }
        .tags { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 5px; }
        .tag { display: inline-block; border-radius: 6px; padding: 1px 8px; font-size: 12.5px; white-space: nowrap;
          max-width: 220px; overflow: hidden; text-overflow: ellipsis; background: var(--unknown); color: var(--unknown-ink); }
        .tag.warning { background: var(--fair); color: var(--fair-ink); } .tag.critical { background: var(--bad); color: var(--bad-ink); }
        .call { padding: 24px 28px 28px; margin-top: 22px; content-visibility: auto; contain-intrinsic-size: auto 1400px; }
        .callhead { display: flex; flex-wrap: wrap; gap: 14px 28px; justify-content: space-between; align-items: center; }
        h3 { font-size: 20px; line-height: 1.3; }
        .callhead p { color: var(--soft); }
        .findings .soft { color: inherit; opacity: 0.85; }
        .player { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; font-size: 13px; color: var(--soft); }
        .player audio { width: 300px; max-width: 100%; }
        .findings { margin-top: 12px; display: grid; gap: 5px; } .findings a { color: inherit; }
        .findings li { border-left: 4px solid var(--unknown-mark); background: var(--unknown); color: var(--unknown-ink);
          border-radius: 8px; padding: 6px 14px; }
        .findings .warning { border-color: var(--fair-mark); background: var(--fair); color: var(--fair-ink); }
        .findings .critical { border-color: var(--bad-mark); background: var(--bad); color: var(--bad-ink); }
        .stream { border-top: 1px solid var(--line); margin-top: 24px; padding-top: 20px; }
        h4 { font-size: 16px; line-height: 1.4; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
        h4 .flow { font-weight: 400; color: var(--soft); }
        h4 .files { font-weight: 400; font-size: 13px; margin-left: auto; display: flex; gap: 12px; }
        h5 { font-size: 13px; color: var(--soft); font-weight: 600; border-bottom: 1px solid var(--line);
          padding-bottom: 5px; margin-bottom: 6px; }
        .groups { columns: 3 270px; column-gap: 36px; margin-top: 12px; }
        .group { break-inside: avoid; padding-top: 14px; }
        .group .small td { white-space: nowrap; } .group .small td, .group .small th { padding-right: 6px; } .group .small th { font-size: 12px; }
        .figures { columns: 3 300px; } .figures.beside { columns: 2 420px; } .figures.many { columns: 1; } .figures tbody th { overflow-wrap: break-word; }
        .figures table { font-size: 14px; break-inside: avoid; margin: 0 0 14px; } .figures td, .figures th { padding: 2.5px 0 2.5px 14px; white-space: normal; text-align: right; vertical-align: top; }
        .figures th:first-child { padding-left: 0; text-align: left; } .figures tbody th { font-size: 14px; font-weight: 400; }
        .figures thead th { font-size: 13px; border-bottom: 1px solid var(--line); padding-bottom: 5px; }
        .figures tbody tr:first-child > * { padding-top: 6px; } .figures td.none { color: var(--soft); } .figures td:not(.w) { white-space: nowrap; }
        .ladder { margin-top: 16px; }
        .unknowns { margin-top: 14px; font-size: 13px; color: var(--soft); }
        .evidence li { font-size: 14px; padding: 2px 0 2px 16px; position: relative; }
        .evidence li::before { content: ""; position: absolute; left: 2px; top: 11px; width: 6px; height: 6px;
          border-radius: 50%; background: var(--good-mark); }
        .small { font-size: 13.5px; }
        .about .small td:first-child { min-width: 120px; } .about .small td:nth-child(7) { min-width: 220px; }
        .small th, .small td { padding: 4px 14px 4px 0; }
        .small tbody tr + tr { border-top: 1px solid var(--line); }
        .scroll { overflow-x: auto; }
        .about { padding: 22px 28px; display: grid; gap: 26px; }
        .words { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 12px 36px; font-size: 14px; }
        .words dt { font-weight: 600; }
        .words dd { color: var(--soft); }
        .hash { font-size: 12px; color: var(--soft); }
        footer { color: var(--soft); font-size: 13px; padding-top: 26px; padding-bottom: 40px; }

        """

    static let chart = """
        .chartbox { margin-top: 18px; padding-left: 46px; padding-right: 12px; }
        .chart { display: block; width: 100%; height: 268px; overflow: visible; }
        .chart text { fill: var(--soft); font-size: 11.5px; }
        .chart .title { fill: var(--ink); font-size: 12.5px; font-weight: 600; }
        .chart .nodata, .chart .m, .curve .m { text-anchor: middle; } .chart .y, .curve .y { text-anchor: end; }
        .chart .grid { stroke: var(--line); stroke-width: 1; fill: none; vector-effect: non-scaling-stroke; }
        .mos-good, .mos-fair, .mos-poor, .mos-bad { fill: none; stroke-width: 10; stroke: var(--good-mark); }
        .mos-fair { stroke: var(--fair-mark); } .mos-poor { stroke: var(--poor-mark); } .mos-bad { stroke: var(--bad-mark); }
        .tick-lost, .tick-late, .tick-restart { fill: none; stroke: var(--lost); stroke-width: 10; }
        .tick-late { stroke: var(--late); } .tick-restart { stroke: var(--restart); stroke-width: 26; }
        .chart .lane { fill: var(--unknown); opacity: 0.55; }
        .lost { fill: var(--lost); } .late { fill: var(--late); } .restart { fill: var(--restart); }
        .jitter { fill: none; stroke: var(--jitter); stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
        path.lost, path.late { stroke: var(--lost); fill: none; } path.late { stroke: var(--late); }
        .q-good { fill: var(--good-mark); } .q-fair { fill: var(--fair-mark); } .q-poor { fill: var(--poor-mark); }
        .q-bad { fill: var(--bad-mark); } .q-unknown { fill: var(--unknown-mark); }

        """

    static let adaptation = """
        @media (max-width: 1240px) { .calls audio { width: 120px; } }
        @media (max-width: 1080px) {
          main, footer { padding: 0 12px; }
          h1 { font-size: 25px; } .lead { font-size: 16px; }
          .hero { padding: 20px 20px 22px; margin-top: 12px; }
          .tiles { grid-template-columns: 1fr 1fr; } .tiles dd { font-size: 20px; }
          .calls, .calls tbody, .calls tr, .calls td { display: block; }
          .calls thead { display: none; }
          .calls tbody tr { display: grid; grid-template-columns: 1fr 1fr; padding: 10px 0; }
          .calls td:nth-child(-n+3), .calls td:nth-last-child(-n+2) { grid-column: span 2; }
          .ladder table { min-width: 560px; }
          .calls tbody tr:first-child { border-top: 0; }
          .calls td, .calls td:first-child, .calls td:last-child { display: flex; white-space: normal; justify-content: space-between;
            align-items: center; gap: 16px; padding: 4px 16px; text-align: right; min-width: 0; }
          .calls td::before { color: var(--soft); font-size: 13px; flex: none; text-align: left; }
          .calls .tags { justify-content: flex-end; }
          .call { padding: 18px 16px 20px; } .about { padding: 18px 16px; }
          .groups { columns: 1; } .calls .who-cell { width: auto; }
        }
        @media print {
          :root { --ground: #fff; } body { font-size: 11px; }
          main, footer { max-width: none; padding: 0; }
          audio, .skip, .top { display: none; }
          .call { content-visibility: visible; break-before: page; border: 0; padding: 0; }
          .hero, .calls tr, .chartbox, .group, .figures table { break-inside: avoid; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

        """
}
