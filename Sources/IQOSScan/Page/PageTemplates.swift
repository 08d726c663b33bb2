import Mustache

/// The page's templates, one a part, so that the page is written part by part and never held whole.
enum PageTemplates {
    static let head = template(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{{policy}}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="{{generator}}">
        <title>{{verdict}} {{captures}}</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <a class="skip" href="#calls">Skip to the calls</a>
        <main>
        <header class="hero overview {{band}}" id="top">
        <p class="kicker">Call quality report &middot; {{captures}}{{#when}} &middot; {{when}}{{/when}}</p>
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
        <section class="overview" aria-label="Findings, worst first">
        <ul class="findings">
        {{#findings}}
        <li class="{{severity}}">{{message}} <span class="soft">{{place}}</span></li>
        {{/findings}}
        </ul>
        {{#hasMore}}
        <details class="morefindings"><summary>{{count}} more kinds of findings</summary><ul class="findings">
        {{#more}}
        <li class="{{severity}}">{{message}} <span class="soft">{{place}}</span></li>
        {{/more}}
        </ul></details>
        {{/hasMore}}
        </section>
        {{/hasFindings}}
        {{#hasNotices}}
        <ul class="note overview" aria-label="Warnings">
        {{#notices}}
        <li>{{.}}</li>
        {{/notices}}
        </ul>
        {{/hasNotices}}
        <div id="app"></div>

        """)

    static let tableHead = template(
        """
        <h2 id="{{anchor}}">{{title}}</h2>
        {{#remark}}
        <p class="note plain">{{remark}}</p>
        {{/remark}}
        <div class="card">
        <table class="calls" role="table" aria-label="{{title}}">
        <thead role="rowgroup"><tr role="row"><th role="columnheader">Call</th><th role="columnheader">Who</th>\
        <th role="columnheader">When (UTC)</th><th role="columnheader" class="number">Length</th>\
        <th role="columnheader">Codec</th><th role="columnheader">MOS</th><th role="columnheader" class="number">Lost</th>\
        <th role="columnheader" class="number">Late</th><th role="columnheader" class="number">Jitter</th>\
        <th role="columnheader">Over time</th><th role="columnheader">Listen</th></tr></thead>
        <tbody role="rowgroup">

        """)

    static let row = template(
        """
        <tr role="row"><td role="cell" data-label="Call">{{#hasDetails}}<a href="#call-{{id}}" aria-label="Call {{id}}, all figures">{{id}}</a>{{/hasDetails}}\
        {{^hasDetails}}{{id}}{{/hasDetails}}</td>
        <td role="cell" data-label="Who" class="who-cell"><div class="who"><span>{{from}}</span><span class="to">{{to}}</span>\
        {{#hasTags}}<div class="tags">{{#tags}}<span class="tag {{severity}}">{{code}}</span>{{/tags}}</div>{{/hasTags}}</div></td>
        <td role="cell" data-label="When (UTC)"><div class="when">{{time}}<span class="soft">{{date}}</span></div></td>
        <td role="cell" data-label="Length" class="number">{{length}}</td><td role="cell" data-label="Codec">{{codec}}</td>
        <td role="cell" data-label="MOS"><span class="mos {{band}}" title="{{meaning}}">{{mos}}</span></td>
        <td role="cell" data-label="Lost" class="number">{{lost}}</td><td role="cell" data-label="Late" class="number">{{late}}</td>
        <td role="cell" data-label="Jitter" class="number">{{jitter}}</td>
        <td role="cell" data-label="Over time">{{{strip}}}</td>
        <td role="cell" data-label="Listen">{{#sound}}<audio controls preload="none" src="{{sound}}" aria-label="Call {{id}}"></audio>{{/sound}}\
        {{#link}}<a href="{{link}}">listen</a>{{/link}}\
        {{#silence}}<span class="soft" title="{{silence}}">—</span>{{/silence}}</td></tr>

        """)

    static let tableFoot = "</tbody>\n</table>\n</div>\n"

    static let call = template(
        """
        <section class="card call" id="call-{{id}}" aria-labelledby="call-{{id}}-title">
        <div class="callhead"><div>
        <h3 id="call-{{id}}-title">Call {{id}} <span class="mos {{band}}" title="{{meaning}}">MOS {{mos}}</span></h3>
        <p>{{from}} → {{to}}</p>
        <p>{{date}} {{time}} UTC &middot; {{length}} &middot; {{codec}}{{#status}} &middot; {{status}}{{/status}}</p>
        </div>
        <div class="player">
        {{#sound}}
        <audio controls preload="none" src="{{sound}}" aria-label="Call {{id}}"></audio>
        {{/sound}}
        <span class="filelinks">{{#links}}<a href="{{path}}">{{name}}</a> {{/links}}{{channels}}{{#silence}}{{silence}}{{/silence}}</span>
        </div></div>
        {{#hasFindings}}
        <ul class="findings" aria-label="Findings">
        {{#findings}}
        <li class="{{severity}}">{{message}} <span class="soft">{{place}}</span></li>
        {{/findings}}
        </ul>
        {{/hasFindings}}
        {{#notes}}
        <p class="unknowns callnotes">{{.}}</p>
        {{/notes}}
        {{{tables}}}

        """)

    static let stream = template(
        """
        <article class="stream" id="stream-{{id}}">
        <header><h4>Stream {{id}} <span class="mos {{band}}" title="{{meaning}}">MOS {{mos}}</span> <span class="flow">{{source}} → {{destination}}</span>\
        <span class="files">{{#links}}<a href="{{path}}">{{name}}</a>{{/links}}</span></h4></header>
        {{#hasFindings}}
        <ul class="findings" aria-label="Findings">
        {{#findings}}
        <li class="{{severity}}">{{message}} <span class="soft">{{place}}</span></li>
        {{/findings}}
        </ul>
        {{/hasFindings}}
        {{{chart}}}
        <div class="groups">
        {{{groups}}}
        {{#histogram}}
        <div class="group"><h5>Time between packets</h5>{{{.}}}</div>
        {{/histogram}}
        {{#curve}}
        <div class="group"><h5>Late packets by buffer size</h5>{{{.}}}</div>
        {{/curve}}
        <div class="group"><h5>Why this is RTP</h5><ul class="evidence">
        {{#evidence}}
        <li>{{.}}</li>
        {{/evidence}}
        </ul></div>
        {{{tables}}}
        </div>
        {{#hasUnknowns}}
        <p class="unknowns">Not known: {{unknowns}}</p>
        {{/hasUnknowns}}
        </article>

        """)

    static let callFoot = "<p class=\"unknowns top\"><a href=\"#top\">Back to the top</a></p>\n</section>\n"

    static let foot = template(
        """
        <section class="overview" aria-label="The capture, and how this was measured">
        <h2>The capture, and how this was measured</h2>
        <div class="card about">
        {{{tables}}}
        <div><h5>What the words mean</h5><dl class="words">
        {{#words}}
        <div><dt>{{name}}</dt><dd>{{meaning}}</dd></div>
        {{/words}}
        </dl></div>
        <details><summary>How each figure is measured</summary><dl class="words" id="definitions">
        {{#definitions}}
        <div><dt>{{name}}</dt><dd>{{meaning}}</dd></div>
        {{/definitions}}
        </dl></details>
        {{#hasLicences}}
        <details><summary>Licences of the libraries in this page</summary>
        {{#licences}}
        <h5>{{name}}</h5><p class="terms">{{{terms}}}</p>
        {{/licences}}
        </details>
        {{/hasLicences}}
        </div>
        </section>
        </main>
        <footer>Written by {{generator}}. All figures with full precision: report.json and the CSV tables beside this page.</footer>

        """)

    /// The index over many scans.
    static let index = template(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{{policy}}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{{title}}</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <main>
        <header class="hero"><h1>{{title}}</h1><p class="lead">{{lead}}</p></header>
        <div class="card scroll index"><table class="small"><thead><tr><th scope="col">Capture</th><th scope="col">Calls</th>\
        <th scope="col">Streams</th><th scope="col">Packets</th><th scope="col">Lowest MOS</th><th scope="col">Lost</th>\
        <th scope="col">Critical</th><th scope="col">Warnings</th><th scope="col">Remark</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><td>{{#link}}<a href="{{link}}">{{file}}</a>{{/link}}{{^link}}{{file}}{{/link}}</td><td>{{calls}}</td>\
        <td>{{streams}}</td><td>{{packets}}</td><td><span class="mos {{band}}" title="{{meaning}}">{{mos}}</span></td>\
        <td>{{lost}}</td><td>{{critical}}</td><td>{{warnings}}</td><td>{{remark}}</td></tr>
        {{/rows}}
        </tbody></table></div>
        </main>
        </body>
        </html>

        """)

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
