/** What single pages need. */
export const pages = `.deeds details{border-top:1px solid var(--rule)}
.deeds summary{font-weight:600}
.deeds .take{margin:0 0 20px}
.deeds .plain,.ask .plain,.take>.plain{width:auto}
.invite{display:flex;flex-wrap:wrap;gap:16px 32px;align-items:center;padding:16px 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.invite>div:last-child{flex:1 1 280px;min-width:0;display:grid;gap:6px}
.qr{flex:none;width:240px}
.qr svg{display:block;width:100%;height:auto;border-radius:4px}
.install ul{display:grid;gap:8px;max-width:60ch}
.prose+.deeds{margin-top:12px}
.soft.prose+.soft.prose{margin-top:8px}
h1.code{font-family:ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;letter-spacing:.02em}
.ask{display:flex;flex-wrap:wrap;gap:0 32px;margin-bottom:12px}
.ask>*{flex:1 1 260px;min-width:0}
.choices{display:flex;flex-wrap:wrap;gap:4px 18px}
.choices a{padding:6px 0;color:var(--soft);text-decoration:none;border-bottom:2px solid transparent}
.choices a[aria-current]{color:var(--ink);border-color:var(--mark)}
.choices a:hover{color:var(--ink)}
.reach{display:flex;flex-wrap:wrap;gap:0 20px;margin-top:4px}
.reach a{padding:8px 0}
.reach .soft{padding:9px 0}
.figures.two,.figures.worth{grid-template-columns:repeat(2,minmax(0,1fr))}
.worth dd small{letter-spacing:0}
.worth .hot{color:var(--ink);font-weight:600;border-bottom:2px solid var(--mark)}
.worth summary{padding:6px 0;min-height:32px}
.worth details{font-size:14px;color:var(--ink);max-width:420px}
.file{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,3fr);grid-template-rows:auto 1fr;gap:0 64px}
.file>:nth-child(n){grid-column:2}
.file>.told{grid-column:1;grid-row:1/3}
.handling .take+form{margin-top:24px}
.handling .take{margin-top:4px}
.file .fit,.held .fit{width:auto;justify-self:start}
.tags{display:flex;flex-wrap:wrap;gap:6px}
.tags li{display:flex;align-items:center;padding-left:12px;border:1px solid var(--rule);border-radius:22px;max-width:100%}
.tags button{flex:none;width:36px;height:36px;border:0;background:none;font:inherit;font-size:18px;color:var(--soft);cursor:pointer}
.tags button:hover{color:var(--alarm)}
.day h3{margin-top:16px;padding-bottom:3px;border-bottom:1px solid var(--rule);font-size:13px;font-weight:400;color:var(--soft)}
.day .line li{grid-template-columns:3.4em minmax(0,1fr);padding:7px 0}
.day details{margin-bottom:4px}
.day summary{padding:4px 0;min-height:28px}
.noted{padding-left:12px;border-left:2px solid var(--mark);white-space:pre-wrap}
.twins{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:12px 32px;margin-top:4px}
.receipt+.receipt{margin-top:14px}
.receipt blockquote{margin:2px 0;padding-left:12px;border-left:2px solid var(--mark)}
.hash{font-family:ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;font-size:12px;user-select:all}
.empty{padding:24px 0;max-width:56ch}
.empty ul{margin-top:8px}
.empty li a{display:inline-block;padding:8px 0}
.more{display:flex;align-items:baseline;gap:24px;padding-top:16px}
.more a{padding:8px 0;flex:none}
.more.wrap{flex-wrap:wrap;gap:0 24px}
p.note{margin-top:10px}
.sign-in{max-width:420px;margin:14vh auto 0;padding:0 24px}
.sign-in h1~p{margin-top:10px}
.sign-in .hash{padding:12px;font-size:15px;border:1px solid var(--rule);border-radius:4px}
.sign-in form{margin-top:24px}
.sign-in label{display:block;font-weight:600;margin-bottom:4px}
.sign-in .field{display:block;width:100%}
.sign-in .button{margin-top:16px;width:100%}
.other{margin-top:20px}
.late{color:var(--alarm)}
.lines{white-space:pre-line}
.buttons{display:flex;flex-wrap:wrap;gap:8px;width:100%}
.buttons .button{margin:0}
.buttons .plain{width:auto}
.whole{width:100%}
.wording,.wordings blockquote{margin:2px 0 8px;padding-left:12px;border-left:2px solid var(--mark);max-width:64ch}
.wordings li+li{margin-top:14px}
.content small,.imports small,.segments th small,.counts th small,.pick small{display:block}
.content{overflow-wrap:break-word}
.content tbody th{font-weight:400}
.findings li{padding:0 0 12px}
.findings small{display:block}
.pair{columns:2;column-gap:64px}
.pair section{break-inside:avoid;margin:0;padding-top:32px}
.facts>div{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:0 16px;padding:7px 0;border-top:1px solid var(--rule)}
.facts dt{color:var(--soft)}
.soft+.facts{margin-top:6px}
.take+table,.take+.empty{margin-top:28px}
.calls thead th:first-child{width:22%}
.calls .page{max-width:22em}
.hot{color:var(--alarm);font-size:13px}`;
