import Mustache

/// The page's templates, one a part, so that the page is written part by part and never held whole.
struct PageTemplates: Sendable {
    let head: MustacheTemplate
    let tableHead: MustacheTemplate
    let row: MustacheTemplate
    let call: MustacheTemplate
    let stream: MustacheTemplate
    let foot: MustacheTemplate
    /// The index over many scans.
    let index: MustacheTemplate
    let callFoot: String

    /// Columns of the table of calls, and those that hold numbers.
    static let columns: [Phrase] = [
        .call, .who, .whenUTC, .length, .codec, .mos, .lost, .late, .jitter, .overTimeColumn, .listen,
    ]
    private static let numbers = [3, 6, 7, 8]

    static let tableFoot = "</tbody>\n</table>\n</div>\n"

    private static let english = PageTemplates(Wording(.english))
    private static let spanish = PageTemplates(Wording(.spanish))

    static func of(_ language: Language) -> PageTemplates {
        switch language {
        case .english: english
        case .spanish: spanish
        }
    }

    /// What every page begins with.
    private static func opening(_ say: Wording) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(say.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{{policy}}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        """
    }

    private init(_ say: Wording) {
        head = Self.template(
            """
            \(Self.opening(say))
            <meta name="generator" content="{{generator}}">
            <title>{{verdict}} {{captures}}</title>
            <style>{{{style}}}</style>
            </head>
            <body>
            {{#hasCalls}}
            <a class="skip" href="#calls">\(say(.skip))</a>
            {{/hasCalls}}
            <main>
            <header class="hero overview {{band}}" id="top">
            <p class="kicker">\(say(.kicker)) &middot; {{captures}}{{#when}} &middot; {{when}}{{/when}}</p>
            <h1>{{verdict}}</h1>
            <p class="lead">{{lead}}</p>
            {{{share}}}
            <dl class="tiles">
            {{#tiles}}
            <div><dt>{{name}}</dt><dd>{{value}}<small>{{remark}}</small></dd></div>
            {{/tiles}}
            </dl>
            </header>
            {{#hasFindings}}
            <section class="overview" aria-label="\(say(.findingsLabel))">
            <ul class="findings">
            {{#findings}}
            <li class="{{severity}}" data-code="{{code}}">{{message}} {{#link}}<a href="{{link}}">{{place}}</a>{{/link}}{{^link}}<span class="soft">{{place}}</span>{{/link}}</li>
            {{/findings}}
            </ul>
            {{#hasMore}}
            <details class="morefindings"><summary>{{moreKinds}}</summary><ul class="findings">
            {{#more}}
            <li class="{{severity}}" data-code="{{code}}">{{message}} {{#link}}<a href="{{link}}">{{place}}</a>{{/link}}{{^link}}<span class="soft">{{place}}</span>{{/link}}</li>
            {{/more}}
            </ul></details>
            {{/hasMore}}
            </section>
            {{/hasFindings}}
            {{#hasNotices}}
            <ul class="note overview" aria-label="\(say(.warningsLabel))">
            {{#notices}}
            <li>{{.}}</li>
            {{/notices}}
            </ul>
            {{/hasNotices}}
            <div id="app"></div>

            """)

        let heads = Self.columns.enumerated().map { index, name in
            "<th\(Self.numbers.contains(index) ? " class=number" : "")>\(say(name))"
        }.joined()
        tableHead = Self.template(
            """
            <h2 id="{{anchor}}">{{title}}</h2>
            {{#remark}}
            <p class="note plain">{{remark}}</p>
            {{/remark}}
            <div class="card">
            <table class=calls aria-label="{{title}}">
            <thead><tr>\(heads)
            <tbody>

            """)

        row = Self.template(
            """
            <tr><td>{{#hasDetails}}<a href="#call-{{id}}">{{id}}</a>{{/hasDetails}}\
            {{^hasDetails}}{{id}}{{/hasDetails}}\
            <td class=who-cell><div class=who><span>{{from}}</span><span class=to>{{to}}</span>\
            {{#hasTags}}<div class=tags>{{#tags}}<span class="tag {{severity}}">{{code}}</span>{{/tags}}{{#moreTags}}<span class=tag>+{{.}}</span>{{/moreTags}}</div>{{/hasTags}}</div>\
            <td><div class=when>{{time}}<span class=soft>{{date}}</span></div>\
            <td class=number>{{length}}<td>{{codec}}\
            <td><span class="mos {{band}}" title="{{meaning}}">{{mos}}</span>\
            <td class=number>{{lost}}<td class=number>{{late}}\
            <td class=number>{{jitter}}\
            <td>{{{strip}}}\
            <td>{{#link}}<a href="{{link}}">\(say(.listenLink))</a>{{/link}}\
            {{#silence}}<span class=soft title="{{silence}}">—</span>{{/silence}}

            """)

        call = Self.template(
            """
            <section class="card call" id="call-{{id}}" aria-label="\(say(.call)) {{id}}">
            <div class=callhead><div>
            <h3>\(say(.call)) {{id}} <span class="mos {{band}}">MOS {{mos}}</span></h3>
            <p>{{from}} → {{to}}</p>
            <p>{{date}} {{time}} UTC &middot; {{length}} &middot; {{codec}}{{#status}} &middot; {{status}}{{/status}}</p>
            </div>
            <div class=player>
            {{#sound}}
            <audio controls preload=none src="{{sound}}" aria-label="\(say(.call)) {{id}}"></audio>
            {{/sound}}
            <span class=filelinks>{{#links}}<a href="{{path}}">{{name}}</a> {{/links}}{{#silence}}{{.}}{{/silence}}{{^silence}}{{channels}}{{/silence}}</span>
            </div></div>
            {{#hasFindings}}
            <ul class=findings aria-label="\(say(.findings))">
            {{#findings}}
            <li class={{severity}}{{#span}} data-span="{{.}}"{{/span}}>{{message}}{{#place}} <span class=soft>{{.}}</span>{{/place}}
            {{/findings}}
            </ul>
            {{/hasFindings}}
            {{#notes}}
            <p class="unknowns callnotes">{{.}}</p>
            {{/notes}}
            {{{tables}}}

            """)

        stream = Self.template(
            """
            <article class=stream id="stream-{{id}}">
            <h4>\(say(.groupStream)) {{id}} <span class="mos {{band}}">MOS {{mos}}</span> <span class=flow>{{source}} → {{destination}}</span>\
            <span class=files>{{#links}}<a href="{{path}}">{{name}}</a>{{/links}}</span></h4>
            {{#hasFindings}}
            <ul class=findings>
            {{#findings}}
            <li class={{severity}}{{#span}} data-span="{{.}}"{{/span}}>{{message}}{{#place}} <span class=soft>{{.}}</span>{{/place}}
            {{/findings}}
            </ul>
            {{/hasFindings}}
            {{{chart}}}
            <div class=groups>
            {{#histogram}}
            <div class=group><h5>\(say(.groupHistogram))</h5>{{{.}}}</div>
            {{/histogram}}
            {{#curve}}
            <div class=group><h5>\(say(.groupCurve))</h5>{{{.}}}</div>
            {{/curve}}
            <div class=group><h5>\(say(.groupEvidence))</h5><ul class=evidence>
            {{#evidence}}
            <li>{{.}}
            {{/evidence}}
            </ul></div>
            {{{tables}}}
            </div>
            </article>

            """)

        foot = Self.template(
            """
            {{#silent}}
            <section class="overview" id="silent" aria-label="\(say(.silentCalls))">
            <h2>\(say(.silentCalls))</h2>
            <p class="note plain">{{remark}}</p>
            <div class="card">
            {{#calls}}
            <details><summary>{{from}} → {{to}} <span class="soft">{{status}}{{#when}} &middot; {{when}}{{/when}}</span></summary>
            {{{messages}}}</details>
            {{/calls}}
            </div>
            </section>
            {{/silent}}
            <section class="overview" aria-label="\(say(.about))">
            <h2>\(say(.about))</h2>
            <div class="card about">
            {{{tables}}}
            <div><h5>\(say(.wordsTitle))</h5><dl class="words">
            {{#words}}
            <div><dt>{{name}}</dt><dd>{{meaning}}</dd></div>
            {{/words}}
            </dl></div>
            <details><summary>\(say(.definitionsTitle))</summary><dl class="words" id="definitions">
            {{#definitions}}
            <div>{{#names}}<dt>{{.}}</dt>{{/names}}<dd>{{meaning}}</dd></div>
            {{/definitions}}
            </dl></details>
            {{#hasLicences}}
            <details><summary>\(say(.licencesTitle))</summary>
            {{#licences}}
            <h5>{{name}}</h5><p class="terms">{{{terms}}}</p>
            {{/licences}}
            </details>
            {{/hasLicences}}
            </div>
            </section>
            </main>
            <footer>\(say(.writtenBy)) {{generator}}. \(say(.precision))</footer>

            """)

        index = Self.template(
            """
            \(Self.opening(say))
            <title>{{title}}</title>
            <style>{{{style}}}</style>
            </head>
            <body>
            <main>
            <header class="hero {{band}}"><h1>{{verdict}}</h1><p class="lead">{{lead}}</p></header>
            <div class="card scroll index"><table class="small"><thead><tr><th scope="col">\(say(.capture))</th>\
            <th scope="col">\(say(.verdictColumn))</th><th scope="col" class="number">\(say(.calls))</th>\
            <th scope="col" class="number">\(say(.streamsColumn))</th><th scope="col" class="number">\(say(.packetsColumn))</th>\
            <th scope="col" class="number">\(say(.lowestMOS))</th><th scope="col" class="number">\(say(.lost))</th>\
            <th scope="col" class="number">\(say(.criticalColumn))</th><th scope="col" class="number">\(say(.warningsLabel))</th><th scope="col">\(say(.remark))</th></tr></thead>
            <tbody>
            {{#rows}}
            <tr><td>{{#link}}<a href="{{link}}">{{file}}</a>{{/link}}{{^link}}{{file}}{{/link}}</td><td>{{verdict}}</td>\
            <td class="number">{{calls}}</td><td class="number">{{streams}}</td><td class="number">{{packets}}</td>\
            <td class="number"><span class="mos {{band}}" title="{{meaning}}">{{mos}}</span></td>\
            <td class="number">{{lost}}</td><td class="number">{{critical}}</td><td class="number">{{warnings}}</td>\
            <td>{{remark}}</td></tr>
            {{/rows}}
            </tbody></table></div>
            </main>
            </body>
            </html>

            """)
        callFoot = "<p class=top><a href=#top>\(say(.backToTop))</a></p></section>\n"
    }

    private static func template(_ text: String) -> MustacheTemplate {
        MustacheContentTypes.register(PageText(), named: PageText.contentTypeName)
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(PageText.contentTypeName)}}" + text)
        } catch {
            // The texts above are constants: one that does not parse is our mistake, and every test of the page meets it.
            preconditionFailure("page template: \(error)")
        }
    }
}
