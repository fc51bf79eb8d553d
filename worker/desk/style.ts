import type { Colours } from "../../content/schema/catalog.ts";

/** The desk's style sheet, inlined into each page and named in the policy by its hash. */
export function styleSheet({ primary, onPrimary }: Colours): string {
  return `:root{--brand:${primary};--on-brand:${onPrimary};${rules}`;
}

// The brand colours marks, never text, so that any brand reads; in the dark it is lightened until it stands out.
const rules = `color-scheme:light dark;--paper:#fff;--ink:#17191b;--soft:#5a6066;--rule:#e3e5e7;--wash:#f5f6f7;--alarm:#a3320b;--mark:var(--brand);--font:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
@media(prefers-color-scheme:dark){:root{--paper:#141618;--ink:#e7e9eb;--soft:#9ba2a9;--rule:#2b2f33;--wash:#1b1e21;--alarm:#f2a27f;--mark:color-mix(in oklab,var(--brand),#fff 30%)}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 var(--font);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
a{color:inherit;text-decoration-line:underline;text-decoration-color:var(--mark);text-decoration-thickness:1px;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--mark);outline-offset:2px;border-radius:2px}
h1,h2,h3,p,ul,ol,dl,dd,table,figure,fieldset{margin:0;padding:0}
ul,ol{list-style:none}
h1+.soft{margin-top:6px}
h1{font-size:24px;line-height:1.2;font-weight:650;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:15px;font-weight:650;margin-bottom:6px}
h3{font-size:15px;font-weight:600}
.soft,small{color:var(--soft);font-size:13px}
.prose{max-width:64ch;text-wrap:pretty}
.skip{position:absolute;left:-999em}
.skip:focus{left:16px;top:8px;background:var(--paper);padding:8px 12px;z-index:1}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.wide{max-width:1168px;margin:0 auto;padding:0 24px}
.bar{border-bottom:1px solid var(--rule)}
.bar .wide{display:flex;align-items:center;gap:0 28px;min-height:52px}
.brand{font-weight:650;text-decoration:none;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;max-width:22ch}
.bar nav ul{display:flex;gap:20px}
.bar nav a{display:block;padding:15px 0 13px;text-decoration:none;color:var(--soft);border-bottom:2px solid transparent;margin-bottom:-1px;white-space:nowrap}
.bar nav a:hover{color:var(--ink)}
.bar nav a[aria-current]{color:var(--ink);border-color:var(--mark)}
.bar form{margin-left:auto}
.quiet{border:0;background:none;color:var(--soft);font:inherit;padding:11px 0;cursor:pointer;white-space:nowrap}
.quiet:hover{color:var(--ink);text-decoration:underline}
.room{margin:-16px 0 20px}
.room .choices a{font-size:14px}
main{padding-top:32px!important;padding-bottom:64px!important}
section{margin-top:40px}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:4px 24px;padding-bottom:8px}
.foot{border-top:1px solid var(--rule);color:var(--soft);font-size:13px}
.foot .wide{padding-top:14px;padding-bottom:28px}
.foot a{display:inline-block;padding:8px 0}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:9px 16px 9px 0;border-top:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
td a{text-decoration-color:var(--rule)}
td a:hover{text-decoration-color:var(--mark)}
thead th{border-top:0;padding-top:2px;padding-bottom:7px;font-size:13px;font-weight:400;color:var(--soft);white-space:nowrap}
tbody th{font-weight:600}
tbody tr:hover{background:var(--wash)}
.n{text-align:right;white-space:nowrap}
.n small{display:block}
tfoot td,tfoot th{font-weight:600}
.nowrap{white-space:nowrap}
.page small{display:block}
.page{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.leads{table-layout:fixed}
.leads thead th:nth-child(1){width:22%}
.leads thead th:nth-child(2){width:32%}
.leads thead th.seen{width:9.5em}
.suspects{table-layout:fixed}
.suspects thead th:nth-child(1){width:10em}
.suspects thead th:nth-child(2){width:17em}
.suspects thead th:nth-child(3){width:12em}
.suspects thead th:nth-child(5){width:10.5em}
.acts{display:flex;flex-direction:column;gap:6px}
.plain{min-height:44px;width:100%;padding:8px 12px;white-space:nowrap;font:inherit;font-weight:600;color:inherit;background:transparent;border:1px solid color-mix(in oklab,var(--ink),var(--paper) 45%);border-radius:4px;cursor:pointer}
.plain:hover{border-color:var(--ink)}
.quiet-act{font-weight:400;border-color:var(--rule)}
.more .plain{width:auto}
.held{margin-top:16px;border-bottom:1px solid var(--rule)}
.held li{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 24px;padding:12px 0;border-top:1px solid var(--rule)}
.held li>div:first-child{flex:1 1 18em;min-width:0}
.held small{display:block}
.held .flag{display:inline}
.held .acts{flex-direction:row}
.mails td:last-child .acts{flex-direction:row;justify-content:flex-end}
.mails .plain{min-height:36px;padding:4px 12px;width:auto}
.mails .plain,.held .plain{white-space:nowrap}
.prose+table{margin-top:10px}
.said{margin-top:16px;padding:2px 0 2px 14px;border-left:3px solid var(--mark)}
.flag{color:var(--alarm);display:block}
.take{display:grid;gap:6px;justify-items:start;max-width:420px;margin-top:24px}
.take fieldset{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 12px;padding:0;border:0}
.take legend{padding:0;font-weight:600}
.take fieldset label{display:flex;align-items:center;gap:8px;min-height:44px}
.take>label{font-weight:600}
.take .field{width:100%;flex:none}
.take .button{margin-top:10px}
.full thead th:nth-child(2){width:26%}
.full thead th:nth-child(4){width:7em}
.full thead th:nth-child(5){width:11em}
.name{font-weight:600}
.answer{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden}
.alarms{margin-top:20px;border-left:3px solid var(--alarm);padding:2px 0 2px 14px}
.alarms li+li{margin-top:8px}
.alarms small{display:block;max-width:80ch}
.figures{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));margin-top:24px;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.figures div{padding:14px 16px 14px 0}
.figures div+div{padding-left:24px;border-left:1px solid var(--rule)}
.figures dt{color:var(--soft);font-size:13px}
.figures dd{font-size:32px;line-height:1.2;font-weight:650;letter-spacing:-.02em}
.figures dd+dd{font-size:13px;font-weight:400;letter-spacing:0;color:var(--soft)}
.figures.five{grid-template-columns:repeat(5,minmax(0,1fr))}
.figures.five dd:nth-of-type(1){font-size:26px;line-height:1.5}
.figures.four{grid-template-columns:repeat(4,minmax(0,1fr))}
.halves{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 64px}
.funnel{margin-top:8px}
.funnel li{display:grid;grid-template-columns:6.5em minmax(0,1fr) 5em 3.6em;gap:0 12px;align-items:center}
.funnel svg{display:block;width:100%;height:34px}
.funnel polygon{fill:var(--mark)}
.funnel .n,.funnel .rate{text-align:right}
.funnel .rate{color:var(--soft);font-size:13px}
.days svg{display:block;width:100%;height:auto;max-height:120px;margin-top:8px}
.days rect{fill:var(--mark)}
.days figcaption{display:flex;justify-content:space-between;color:var(--soft);font-size:13px;padding-top:4px;border-top:1px solid var(--rule)}
summary{cursor:pointer;padding:11px 0;min-height:44px}
summary:hover{text-decoration:underline;text-decoration-color:var(--mark);text-underline-offset:3px}
.deeds details{border-top:1px solid var(--rule)}
.deeds summary{font-weight:600}
.deeds .take{margin:0 0 20px}
.deeds .plain,.ask .plain{width:auto}
.invite{display:flex;flex-wrap:wrap;gap:16px 32px;align-items:center;padding:16px 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.invite>div:last-child{flex:1 1 280px;min-width:0;display:grid;gap:6px}
.qr{flex:none;width:240px}
.qr svg{display:block;width:100%;height:auto;border-radius:4px}
h2+.take{margin-top:4px}
h2+.wide-take{margin-top:14px}
.install ul{display:grid;gap:8px;max-width:60ch}
.tills td:last-child{width:16em}
.tills summary{padding:0 0 8px;min-height:0}
.tills .take{margin:4px 0 12px}
.prose+.deeds{margin-top:12px}
.wide-take select{margin-bottom:10px}
.choices+.funnel,nav+.funnel,.figures+.funnel,.note+.funnel{margin-top:24px}
.soft.prose+.soft.prose{margin-top:8px}
.wide-take .field+small{margin-bottom:10px}
h1.code{font-family:ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;letter-spacing:.02em}
.ask{display:flex;flex-wrap:wrap;gap:0 32px;margin-bottom:12px}
.ask>*{flex:1 1 260px;min-width:0}
.search{display:flex;gap:8px;margin-top:16px;max-width:560px}
.search+.sheet{margin-top:20px}
.field{min-width:0;flex:1;height:44px;padding:0 12px;font:inherit;color:inherit;background:transparent;border:1px solid color-mix(in oklab,var(--ink),var(--paper) 45%);border-radius:4px}
.button{height:44px;padding:0 18px;font:inherit;font-weight:600;color:var(--on-brand);background:var(--brand);border:0;border-radius:4px;cursor:pointer;white-space:nowrap}
.button:hover{filter:brightness(1.08)}
.choices{display:flex;flex-wrap:wrap;gap:4px 18px}
.choices a{padding:6px 0;color:var(--soft);text-decoration:none;border-bottom:2px solid transparent}
.choices a[aria-current]{color:var(--ink);border-color:var(--mark)}
.choices a:hover{color:var(--ink)}
.particulars{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:6px 24px;margin-top:20px}
.particulars dt{color:var(--soft)}
.sheet+.sheet{margin-top:24px}
.sheet>p{padding-bottom:7px}
.answers{display:grid;grid-template-columns:minmax(8em,15em) minmax(0,1fr);border-top:1px solid var(--rule)}
.answers>div{display:contents}
.answers dt,.answers dd{padding:8px 16px 8px 0;border-bottom:1px solid var(--rule)}
.answers dt{color:var(--soft)}
.answers dd{white-space:pre-wrap}
.line li{display:grid;grid-template-columns:11em minmax(0,1fr);gap:0 16px;padding:5px 0}
.line time{color:var(--soft)}
.receipt+.receipt{margin-top:14px}
.receipt blockquote{margin:2px 0;padding-left:12px;border-left:2px solid var(--mark)}
.hash{font-family:ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;font-size:12px}
.empty{padding:24px 0;max-width:56ch}
.empty ul{margin-top:8px}
.empty li a{display:inline-block;padding:8px 0}
.more{display:flex;align-items:baseline;gap:24px;padding-top:16px}
.more a{padding:8px 0;flex:none}
.more.wrap{flex-wrap:wrap;gap:0 24px}
p.note{margin-top:10px}
.tick{display:flex;align-items:center;gap:8px;min-height:44px;font-weight:400!important}
.coupons{table-layout:fixed}
.coupons thead th:nth-child(1){width:15.5em}
.coupons thead th:nth-child(3){width:17em}
.coupons thead th:nth-child(4){width:14em}
.coupons thead th:nth-child(5){width:13em}
.coupons thead th:nth-child(6){width:10em}
.sign-in{max-width:420px;margin:14vh auto 0;padding:0 24px}
.sign-in form{margin-top:24px}
.sign-in label{display:block;font-weight:600;margin-bottom:4px}
.sign-in .field{display:block;width:100%}
.sign-in .button{margin-top:16px;width:100%}
.error{color:var(--alarm);font-weight:600;margin:0 0 8px}
.other{margin-top:20px}
.hint{color:var(--soft);font-size:13px;margin-top:6px}
@media(max-width:720px){
.wide{padding:0 16px}
.bar .wide{flex-wrap:wrap;padding-top:4px}
.bar nav{order:3;width:100%}
.bar nav ul{flex-wrap:wrap;gap:0 18px}
.bar nav a{padding:11px 0 9px}
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
section{margin-top:32px}
table,tbody,tfoot{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{display:flex;flex-wrap:wrap;gap:0 16px;padding:10px 0;border-top:1px solid var(--rule)}
th,td{display:block;border:0;padding:1px 0}
tbody th,tfoot th{width:100%}
td[data-label]::before{content:attr(data-label) " ";color:var(--soft);font-size:13px;font-weight:400}
td:empty{display:none}
.n{text-align:left}
.n small{display:inline;margin-left:4px}
.counts tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:4px 12px}
.counts th{grid-column:1/-1}
.counts .n{white-space:normal}
.counts td::before{display:block}
.leads th{flex:1 1 0;min-width:0;width:auto}
.leads td{order:2;flex:0 0 100%}
.leads .seen{order:1;flex:none;color:var(--soft);font-size:13px;padding-top:3px}
.leads td[data-label]{order:3;flex:none}
.leads .page{white-space:normal}
.leads .page small{display:inline;margin-left:8px}
.coupons tr{display:grid;grid-template-columns:minmax(0,1fr) auto}
.coupons td:nth-child(2),.coupons td:nth-child(3){grid-column:1/-1;white-space:normal}
.coupons td:nth-child(4){grid-area:1/2;text-align:right;color:var(--soft);font-size:13px;padding-top:3px;max-width:13em}
.coupons td:nth-child(6){text-align:right}
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
.funnel li{grid-template-columns:5.6em minmax(0,1fr) 4em 3.2em}
.sign-in{margin-top:9vh}
.acts{flex-direction:row;padding:8px 0 4px}
.held .acts,.mails td:last-child:has(.acts){flex:0 0 100%}
.held .acts,.mails td:last-child .acts{justify-content:flex-start;flex-wrap:wrap}
.mails .plain,.held .plain{min-height:44px;width:100%}
.acts form{flex:1}
.suspects td:last-child{flex:0 0 100%}
}
@media(prefers-contrast:more){:root{--soft:var(--ink);--rule:var(--ink)}}
@media print{.bar,.foot,.search,.more{display:none}}`;
