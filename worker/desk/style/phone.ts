/** How all of it stands on a phone, on paper, and in strong contrast. */
export const phone = `@media(max-width:720px){
.wide{padding:0 16px}
main{padding-top:24px!important}
.halves{grid-template-columns:minmax(0,1fr)}
.figures div{padding:12px 8px 12px 0}
.figures div+div{padding-left:12px}
.figures dd{font-size:26px}
.figures dd+dd{font-size:12px}
.figures.four,.figures.five{grid-template-columns:repeat(2,minmax(0,1fr))}
.figures.four div:nth-child(odd),.figures.five div:nth-child(even){padding-left:0;border-left:0}
.figures.four div:nth-child(n+3),.figures.five div:nth-child(n+2){border-top:1px solid var(--rule)}
.figures.five div:first-child{grid-column:1/-1}
.file,.figures.worth{grid-template-columns:minmax(0,1fr)}
.file>.told,.file>:nth-child(n){grid-area:auto}
.figures.worth div+div{padding-left:0;border-left:0;border-top:1px solid var(--rule)}
.worth summary,.day summary{padding:11px 0;min-height:44px}
.tags button{width:44px;height:44px}
.field{font-size:16px}
section{margin-top:32px}
.pair{columns:1}
.requests td[data-label]::before{content:attr(data-label) " "}
table,tbody,tfoot{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{display:flex;flex-wrap:wrap;gap:0 16px;padding:10px 0;border-top:1px solid var(--rule)}
th,td{display:block;border:0;padding:1px 0}
tbody th,tfoot th{width:100%}
td[data-label]::before{content:attr(data-label) " ";color:var(--soft);font-size:13px;font-weight:400}
td:empty{display:none}
.n{text-align:left}
.n+:not(.n){padding-left:0}
.n small{display:inline;margin-left:4px}
.counts tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:4px 12px}
.counts th{grid-column:1/-1}
.counts .n{white-space:normal}
.counts td::before{display:block}
.counts .compared::before{display:inline}
.counts.two .n small{display:block;margin:0}
.calls td:nth-child(2){flex:0 0 100%}
.calls .page{flex:0 0 100%;max-width:none;white-space:normal}
.calls .seen{color:var(--soft);font-size:13px;padding-top:3px}
.leads th,.coupons th{flex:1 1 0;min-width:0;width:auto}
.leads td,.coupons td{order:2;flex:0 0 100%;white-space:normal}
.leads .seen,.coupons td:nth-child(4){order:1;flex:none;color:var(--soft);font-size:13px;padding-top:3px;max-width:13em;text-align:right}
.leads td[data-label],.coupons td[data-label]{order:3;flex:none}
.leads .page small{display:inline;margin-left:8px}
.pick small{display:inline}
.coupons td:nth-child(n+5),.coupons td[data-label]::before{font-size:13px}
.tills td:last-child{flex:0 0 100%;width:auto}
.tills summary{padding:11px 0;min-height:44px}
.pairs tr{display:grid;grid-template-columns:minmax(0,1fr) max-content}
.pairs .n{grid-area:1/2}
.answers,.particulars,.line li{grid-template-columns:minmax(0,1fr)}
.answers dt,.particulars dt{padding-bottom:0;border:0}
.answers dd{padding-top:0}
.particulars{gap:0}
.particulars dd{margin-bottom:8px}
.funnel li{grid-template-columns:5.6em minmax(0,1fr) 5em}
.counts .compared{grid-column:1/-1}
.compared small{margin:0}
.funnel .lost{grid-column:1/-1}
.halves.with-chart{grid-template-columns:minmax(0,1fr)}
.days .pairs tr{grid-template-columns:repeat(3,minmax(0,1fr))}
.sign-in{margin-top:9vh}
.acts{flex-direction:row;padding:8px 0 4px}
.held .acts,.mails td:last-child:has(.acts){flex:0 0 100%}
.held .acts,.mails td:last-child .acts{justify-content:flex-start;flex-wrap:wrap}
.mails td:last-child{text-align:left}
.mails .plain,.held .plain{min-height:44px;width:100%}
.acts form{flex:1}
.suspects td:last-child,.columns td{flex:0 0 100%;width:auto}
.columns td:last-child{padding:6px 0 4px}
.looks tr{display:grid;grid-template-columns:2.6em minmax(0,1fr);gap:0}
.looks td{grid-column:2}
.imports th{padding-bottom:4px}
}
@media(prefers-contrast:more){:root{--soft:var(--ink);--rule:var(--ink)}}
@media print{.bar,.room,.search,.more,.deeds,form{display:none!important}}`;
