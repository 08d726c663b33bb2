extension PageStyle {
    /// What the script builds: the list of calls, the lanes of a call, the player.
    static let app = """
        [hidden] { display: none !important; }
        button, select, input { font: inherit; color: inherit; }
        button { cursor: pointer; } button svg { width: 18px; height: 18px; fill: currentColor; display: block; }
        button:focus-visible, select:focus-visible, input:focus-visible, .row:focus-visible, .timeline:focus-visible {
          outline: 3px solid var(--link); outline-offset: 1px; border-radius: 6px; }
        .grow { flex: 1 1 0; min-width: 0; }
        .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; margin: 22px 0 10px; }
        .filters h2 { margin: 0; } .filters .count { padding-top: 3px; } .filters .hint { margin: 3px auto 0 0; }
        .filters input, .filters select, .bar select { background: var(--card); border: 1px solid var(--edge); border-radius: 9px;
          padding: 7px 11px; min-width: 0; }
        .filters input { width: 240px; } .filters select { max-width: 220px; }
        .about > div { min-width: 0; }
        .explained { border: 0; background: none; padding: 0; text-align: inherit; font-weight: inherit; cursor: help;
          text-decoration: underline dotted var(--edge); text-underline-offset: 3px; }
        .gloss { pointer-events: auto; width: min(420px, calc(100% - 16px)); max-width: none; }
        #silent details { padding: 10px 18px; } #silent details + details { border-top: 1px solid var(--line); }
        #silent summary .soft { font-weight: 400; }
        summary { cursor: pointer; font-weight: 600; } details .words { margin-top: 14px; }
        .c-strip .strip { width: 88px; } .curve { display: block; width: 300px; height: 96px; } .curve text { fill: var(--soft); font-size: 11px; } .curve .grid { stroke: var(--edge); } .columns { stroke: var(--jitter); }
        .morefindings { margin-top: 10px; }
        .index { margin: 22px 0; padding: 10px 20px; } .index td, .index th { padding-right: 10px; vertical-align: top; } .index td.number { white-space: nowrap; }
        .index td:first-child { overflow-wrap: anywhere; min-width: 130px; } .index td:last-child { overflow-wrap: anywhere; min-width: 120px; }
        .hint { color: var(--soft); font-size: 13px; margin: 6px 0 12px; }
        .row { display: grid; grid-template-columns: 60px minmax(150px, 2fr) 92px 58px 78px 64px 62px 62px 68px minmax(168px, 1fr) 92px 40px;
          column-gap: 10px; align-items: center; padding: 0 16px 0 10px; }
        .rows { position: relative; } .rows .row { position: absolute; left: 0; right: 0; top: 0; height: 58px; border-top: 1px solid var(--line); }
        .rows .row.opens { cursor: pointer; } .rows .row:hover { background: var(--lane); }
        .headgroup { position: sticky; top: 0; z-index: 2; background: var(--card); border-radius: 14px 14px 0 0; }
        .headrow { height: 42px; }
        .headrow button { border: 0; background: none; padding: 4px 0; font-size: 12.5px; font-weight: 600; color: var(--soft); white-space: nowrap; }
        .headrow button:hover { color: var(--ink); }
        .headrow [aria-sort="ascending"] button::after { content: " \\2191"; } .headrow [aria-sort="descending"] button::after { content: " \\2193"; }
        .headrow [aria-sort="ascending"] button, .headrow [aria-sort="descending"] button { color: var(--ink); }
        .cell { min-width: 0; white-space: nowrap; } .num { text-align: right; }
        .one { display: block; overflow: hidden; text-overflow: ellipsis; font-size: 14px; line-height: 1.35; }
        .one.to::before { content: "\\2192\\00a0"; color: var(--soft); }
        .c-when { line-height: 1.35; } .c-when .soft { display: block; font-size: 12.5px; }
        .c-find .tags { margin: 0; flex-wrap: nowrap; } .c-find .tag { min-width: 0; flex: 0 1 auto; }
        .c-find .tag:last-child { flex-shrink: 0; } .c-find .tag:only-child { flex-shrink: 1; }
        .c-codec { overflow: hidden; text-overflow: ellipsis; }
        .round { width: 34px; height: 34px; border-radius: 50%; border: 0; background: var(--link); color: var(--card); flex: none;
          display: inline-flex; align-items: center; justify-content: center; padding: 0; }
        .round:hover { filter: brightness(1.12); } .round.big { width: 52px; height: 52px; } .round.big svg { width: 28px; height: 28px; }
        .bar { position: fixed; left: 0; right: 0; bottom: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px;
          padding: 10px max(20px, calc(50vw - 600px)); background: var(--card); border-top: 1px solid var(--edge); box-shadow: 0 -4px 18px #0002; }
        .bar audio { display: none; } .bartime { min-width: 108px; font-weight: 600; } .bar [role="status"] { flex: 1; font-size: 13px; }
        body:has(.bar:not([hidden])) { padding-bottom: 70px; } html:has(.bar:not([hidden])) { scroll-padding-bottom: 90px; }
        .kinds, .kind { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; } .kind { gap: 8px; font-size: 13.5px; }
        .choice { display: inline-flex; flex-wrap: wrap; border: 1px solid var(--edge); border-radius: 9px; overflow: hidden; background: var(--card); }
        .choice button { border: 0; background: none; padding: 6px 12px; } .choice button + button { border-left: 1px solid var(--line); }
        .choice button:hover { background: var(--lane); } .choice [aria-pressed="true"] { background: var(--link); color: var(--card); }
        .choice [aria-pressed="true"]:hover { background: var(--link); }
        .crumbs { display: flex; gap: 18px; padding: 20px 2px 0; white-space: nowrap; } .crumbs + .call { margin-top: 10px; }
        .view .callhead { flex-wrap: nowrap; gap: 18px; } .view h2 { margin: 0; outline: none; } .view h3 { font-size: 16px; margin-bottom: 8px; }
        .view .call { content-visibility: visible; } .filelinks { font-size: 13px; color: var(--soft); max-width: 260px; }
        .tools { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: center; margin: 18px 0 8px; } .tools .legend { margin: 0 0 0 auto; }
        .dot { display: inline-block; width: 10px; height: 10px; border-radius: 3px; background: var(--unknown-mark); margin-right: 6px; flex: none; }
        .dot.lost, .dot.critical { background: var(--lost); } .dot.late, .dot.warning { background: var(--late); }
        .dot.jitter { background: var(--jitter); } .dot.variation { background: var(--variation); } .dot.report { background: var(--restart); clip-path: polygon(50% 0, 100% 100%, 0 100%); } .dot.bye { background: var(--soft); clip-path: polygon(50% 0, 100% 100%, 0 100%); } .dot.restart { background: var(--restart); }
        .timeline { position: relative; isolation: isolate; outline-offset: 6px; min-height: 60px; }
        .lane { position: relative; margin-bottom: 5px; } .lane .u-over { cursor: crosshair; background: none; }
        .lane .u-under { isolation: isolate; } .lane:not(.of-axis) .u-under { background: var(--lane); } .lane.of-sound .u-under > div { width: 100%; }
        .lanename { position: absolute; z-index: 1; left: 0; top: 50%; width: 40px; transform: translateY(-50%); text-align: right; font-size: 11.5px; line-height: 1.25;
          color: var(--soft); } .lanename small { display: block; font-size: 10.5px; }
        .lane.of-spectrum .lanename { font-size: 10px; left: -8px; width: 50px; }
        .lanetitle { font-size: 12.5px; font-weight: 600; margin: 10px 0 4px; }
        .lane .u-select { background: var(--link); opacity: 0.2; } .lane .u-cursor-x { border-color: var(--soft); }
        .drawings .chartbox { position: relative; } .drawings .chart { cursor: crosshair; } .drawings .playhead { top: 0; bottom: 24px; }
        .terms { white-space: pre-wrap; font-size: 12.5px; color: var(--soft); margin: 8px 0 14px; }
        .playhead { position: absolute; z-index: 101; top: 18px; bottom: 0; left: -1px; width: 2px; background: var(--ink); box-shadow: 0 0 0 1px var(--card); pointer-events: none; }
        .tip { position: absolute; z-index: 102; pointer-events: none; background: var(--ink); color: var(--card); border-radius: 8px;
          padding: 6px 10px; font-size: 12.5px; line-height: 1.45; max-width: min(420px, 90%); box-shadow: 0 4px 14px #0003; }
        .tip div:first-child { font-weight: 650; }
        .where { margin-top: 22px; } .where ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(290px, 100%), 1fr)); gap: 4px 14px;
          max-height: 232px; overflow: auto; }
        .where li button { display: flex; align-items: baseline; gap: 4px; width: 100%; text-align: left; border: 0; background: none; padding: 4px 8px;
          border-radius: 7px; font-size: 14px; } .where li button:hover { background: var(--lane); }
        .where .stamp { min-width: 56px; font-weight: 600; color: var(--link); } .where .what { flex: 1; }
        .onpaper { display: none; } .nomatch { padding: 18px; color: var(--soft); }
        .inline { border: 0; background: none; color: inherit; text-decoration: underline; padding: 0 6px; }
        .rungs { display: block; font-size: 12.5px; } .rungs text { fill: var(--ink); } .rungs .title { font-weight: 600; }
        .rungs .stamp { fill: var(--soft); } .rungs .grid { stroke: var(--edge); } .arrow { stroke: var(--link); stroke-width: 1.5; } .tipof { fill: var(--link); }

        """

    static let appAdaptation = """
        @media (max-width: 1180px) and (min-width: 981px) {
          .row { grid-template-columns: 58px minmax(130px, 1.7fr) 86px 56px 66px 62px 64px 64px 70px minmax(96px, 1fr) 70px 38px; column-gap: 7px; }
          .c-strip .strip { width: 70px; } }
        @media (max-width: 980px) {
          .headgroup { position: static; } .headrow { display: flex; flex-wrap: wrap; height: auto; gap: 0 14px; padding: 8px 14px; }
          .headrow .cell:last-child { display: none; }
          .rows .row { height: 172px; grid-template-columns: 1fr 1fr 1fr 44px; grid-template-rows: 24px 42px auto auto 24px; align-content: center;
            padding: 6px 14px; column-gap: 6px; row-gap: 2px; text-align: left; }
          .rows .cell { text-align: left; font-size: 13.5px; overflow: hidden; }
          .rows .c-call { grid-area: 1 / 1; font-weight: 600; } .rows .c-call::before { content: attr(data-label) " "; }
          .rows .c-when { grid-area: 1 / 2; } .rows .c-when .soft { display: none; } .rows .c-length { grid-area: 1 / 3; }
          .rows .c-play { grid-area: 1 / 4 / 3; overflow: visible; } .rows .c-who { grid-area: 2 / 1 / 3 / 4; }
          .rows .c-mos { grid-area: 3 / 1; } .rows .c-strip { grid-area: 3 / 2; } .rows .c-codec { grid-area: 3 / 3 / 4 / 5; }
          .rows .c-lost { grid-area: 4 / 1; } .rows .c-late { grid-area: 4 / 2; } .rows .c-jitter { grid-area: 4 / 3 / 5 / 5; }
          .rows .c-lost::before, .rows .c-late::before, .rows .c-jitter::before { content: attr(data-label) " "; color: var(--soft); font-size: 12px; }
          .rows .c-find { grid-area: 5 / 1 / 6 / 5; }
          .filters input, .filters select { flex: 1 1 130px; width: auto; } .filters .count { width: 60%; }
          .view .callhead { flex-wrap: wrap; } .view .callhead .grow { flex-basis: 200px; } .tools .legend { margin: 0; } .crumbs { padding: 14px 2px 0; gap: 12px; font-size: 14px; }
          .bar { padding: 8px 12px; } .bar [role="status"] { display: none; } .choice button { padding: 6px 9px; font-size: 13.5px; }
          body:has(.bar:not([hidden])) { padding-bottom: 130px; } }
        @media (max-width: 760px) {
          .index thead { display: none; } .index, .index table, .index tbody, .index tr, .index td { display: block; }
          .index tr { padding: 10px 0; } .index td, .index td.number { text-align: left; padding: 1px 0; white-space: normal; }
          .index td:empty { display: none; } .index td:not(:first-child):not(:nth-child(2))::before { color: var(--soft); margin-right: 6px; } }
        @media (max-width: 520px) {
          .figures td:not(.w) { white-space: normal; } .beside table { table-layout: fixed; } .beside th:first-child { width: 36%; overflow-wrap: break-word; }
          .figures.beside td, .figures.beside th { padding-left: 8px; } .figures.beside th:first-child { padding-left: 0; } }
        @media print { .index { padding: 0; border: 0; } .index table, .index th { font-size: 9px; } .index td, .index th { padding: 2px 5px 2px 0; }
          .index td:first-child, .index td:last-child { min-width: 70px; } .filters input, .filters select, .filters .hint, .bar, .tools > .choice, .crumbs, .hint, .round, button.inline { display: none !important; }
          .rows { height: auto !important; } .headgroup { position: static; } .where ol { max-height: none; overflow: visible; } .where button { padding: 2px 0; }
          .where li:nth-child(n+91) { display: none; } .onpaper { display: block; } h2, h3, h4, h5 { break-after: avoid; } .rungs { break-inside: avoid; }
          .row.headrow, .rows .row { display: grid; grid-template-columns: 26px 2.6fr 64px 36px 46px 44px 46px 46px 50px 1.2fr 62px; column-gap: 6px; grid-template-rows: auto; row-gap: 0;
            height: auto; padding: 3px 8px; align-items: center; text-align: left; }
          .rows .row { position: static; transform: none !important; break-inside: avoid; }
          .rows .row .cell { grid-area: auto; font-size: 10px; font-weight: 400; } .rows .row .num, .headrow .num { text-align: right; }
          .rows .row .cell::before { content: none !important; } .c-when .soft { display: block !important; font-size: 9px !important; }
          .headrow button { font-size: 10px; padding: 0; } .row .cell:last-child { display: none; } .one { font-size: 10px; white-space: normal; }
          .tag { font-size: 9px; padding: 0 5px; white-space: normal; } .c-find .tags { flex-wrap: wrap; } .strip { width: 60px; height: 16px; }
          .mos { min-width: 0; padding: 1px 6px; } .hero { padding: 16px 20px; } h1 { font-size: 22px; } .lead { font-size: 13px; }
          .tiles { grid-template-columns: repeat(6, 1fr); gap: 12px; margin-top: 14px; } .tiles dt, .tiles small { font-size: 10px; } .tiles dd { font-size: 15px; }
          .figures, .figures.beside { columns: 2 240px; column-gap: 24px; } .figures table, .figures tbody th, .figures thead th { font-size: 9.5px; }
          .figures td, .figures th { padding: 1.5px 0 1.5px 8px; } .groups { columns: 2 240px; column-gap: 24px; }
          .small, .small th, .group .small th, .evidence li, .words, .unknowns { font-size: 9.5px; } .explained { text-decoration: none; } .gloss { display: none; }
          .small th, .small td { padding: 2px 8px 2px 0; } .evidence li { padding: 0 0 0 12px; } .evidence li::before { top: 6px; width: 4px; height: 4px; }
          .about { padding: 14px 0; border: 0; } h2 { margin: 20px 0 8px; font-size: 16px; } .stream { margin-top: 14px; padding-top: 12px; }
          details:not(.morefindings, #silent details) { max-width: 240px; } .timeline { break-inside: avoid; }
          /* A plot that was just resized prints on white: what lies under it has to shine through. */
          .lane canvas { mix-blend-mode: multiply; } }

        """
}
