/** Campaigns and sequences. */
export const mailings = `.mailings small{display:block}
.mailings tbody th{max-width:26em}
.mailings .seen{min-width:9em}
.stand{margin-top:20px;border-left:3px solid var(--mark);padding:2px 0 2px 14px;max-width:72ch}
.stand.ill{border-color:var(--alarm)}
.stand strong{display:inline-block}
.stand strong::first-letter{text-transform:uppercase}
.is-stopped,.is-paused{color:var(--alarm)}
td .is-draft,td .is-stopped{font-weight:600}
.stand p+p,.stand>.soft{margin-top:4px}
.stand .take{margin-top:12px}
.now{display:flex;flex-wrap:wrap;align-items:center;gap:6px 16px;margin-top:12px}
.now .plain{width:auto}
.now small{flex:1 1 18em;max-width:48ch}
.progress{display:block;width:100%;height:8px;margin:10px 0 6px}
.progress rect{fill:var(--mark)}
.progress .all{fill:var(--rule)}
.shown{margin-top:24px;max-width:720px;padding-bottom:6px}
.letter{display:block;width:100%;max-width:720px;height:640px;border:1px solid var(--rule);border-radius:4px;background:#fff}
.prose+.letter{margin-top:10px}
.letter+.soft{margin-top:6px}
.neighbours a+a{margin-left:14px}
.letter-text{margin:0;max-width:720px;padding:14px 16px;border:1px solid var(--rule);border-radius:4px;font:13px/1.55 ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;white-space:pre-wrap}
.variants li+li{margin-top:2px}
.variants a[aria-current]{font-weight:600;text-decoration:none}
.below{display:block}
.particulars+.prose{margin-top:14px}
.checks{margin-top:10px;border-bottom:1px solid var(--rule);max-width:960px}
.checks li{display:grid;grid-template-columns:8.5em 7.5em minmax(0,1fr);gap:0 16px;padding:9px 0;border-top:1px solid var(--rule)}
.checks .mark{color:var(--soft);white-space:nowrap}
.checks .mend .mark{color:var(--alarm);font-weight:600}
.checks .know .mark,.checks .unasked .mark{color:var(--ink)}
.apart{margin-top:24px}
.apart+.soft:empty{display:none}
.choices+table,nav+.mailings{margin-top:10px}
.wins{color:var(--ink);font-weight:600}
.tick input{width:20px;height:20px;flex:none;accent-color:var(--brand)}
.take>p+.soft{margin-top:-2px}
.ladder{margin-top:6px}
.ladder>li{display:grid;grid-template-columns:2.2em minmax(0,1fr) auto;gap:0 16px;padding:0 0 18px}
.ladder .rung{position:relative;color:var(--soft);text-align:center}
.ladder .rung b{position:relative;z-index:1;display:block;width:28px;height:28px;line-height:26px;margin:auto;border:1px solid var(--rule);border-radius:50%;background:var(--paper);color:var(--ink);font-size:13px;font-weight:600}
.ladder>li:not(:last-child) .rung::after{content:"";position:absolute;left:50%;top:28px;bottom:-18px;border-left:1px solid var(--rule)}
.ladder h3{line-height:28px}
.ladder .numbers{display:grid;grid-template-columns:repeat(4,6em);text-align:right}
.ladder .numbers dt{color:var(--soft);font-size:13px}
.ladder .numbers div{display:flex;flex-direction:column}
@media(max-width:720px){
.mailings tbody th{max-width:none}
.mailings td:nth-child(2){flex:0 0 100%}
.letter{height:520px}
.checks li{grid-template-columns:minmax(0,1fr) auto;gap:0 12px}
.checks li>div{grid-column:1/-1}
.checks .mark{font-size:13px}
.particulars .below{margin-top:0}
.ladder>li{grid-template-columns:2.2em minmax(0,1fr)}
.ladder .numbers{grid-column:2;grid-template-columns:repeat(4,auto);justify-content:space-between;text-align:left;margin-top:6px}
.counts .alone{grid-column:1/-1}
.counts .alone::before{display:inline}
.single tr{grid-template-columns:minmax(0,1fr) auto;padding:8px 0}
.single tbody th{grid-column:1;width:auto;font-weight:400}
.single td::before{display:none}
.single .n{text-align:right}
.now .plain{width:100%}
}`;
