/** The funnel's picture, days and points. */
export const charts = `.funnel{margin-top:24px}
.funnel li{display:grid;grid-template-columns:6.5em minmax(0,1fr) 6em;gap:0 12px;align-items:center;margin-top:6px}
.funnel svg{display:block;width:100%;height:34px}
.funnel polygon{fill:var(--mark)}
.funnel .n{text-align:right}
.funnel .lost{grid-column:2/-1;display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px}
.by-day svg{height:96px}
.scatter{max-width:420px}
.scatter svg{display:block;width:100%;height:auto;overflow:visible}
.scatter path{stroke:var(--rule);fill:none}
.scatter .middle{stroke-dasharray:2 4}
.scatter circle{stroke:var(--mark);stroke-width:1.5;fill:color-mix(in oklab,var(--mark),var(--paper) 70%)}
.scatter circle.few{fill:var(--paper);stroke-dasharray:3 2}
.scatter text{font-size:10px;font-weight:650;text-anchor:middle;fill:var(--ink)}
.scatter figcaption{color:var(--soft);font-size:13px}
.gauges{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:20px 40px;margin:16px 0 24px}
.gauges h3{color:var(--soft);font-size:13px;font-weight:400}
.gauges .value{font-size:26px;line-height:1.3;font-weight:650;letter-spacing:-.02em}
.gauges .value span{font-size:14px;font-weight:600;letter-spacing:0}
.gauges svg{display:block;width:100%;max-width:320px;height:auto;margin:4px 0}
.gauges li>p+p{margin-top:4px}
.gauges path{stroke:var(--soft);fill:none}
.gauges rect{fill:color-mix(in oklab,var(--mark),var(--paper) 70%)}
.gauges circle{fill:var(--ink)}
.stop{border-left:3px solid var(--alarm);padding-left:14px}
.bands svg{width:min(40%,160px);height:12px;margin-right:12px}
.bands rect{fill:var(--mark)}
.right{text-align:right}
.filters .ask{width:100%;gap:16px 24px}
.filters .ask>*{flex:1 1 220px;display:grid;gap:4px;align-content:start}
.take-row label,.filters label{font-weight:600}
.halves.with-chart{grid-template-columns:minmax(0,2fr) minmax(0,5fr);gap:24px 48px;margin-top:12px}
.with-chart thead th,.counts thead th{white-space:normal;overflow-wrap:normal}
.counts th .place{display:inline-block;min-width:1.6em}
table+table{margin-top:24px}
.soft+nav,.soft+.choices{margin-top:8px}
.take.filters{margin-top:24px}
.take.filters,.filters .take{max-width:800px;padding-bottom:16px}`;
