/** Buttons, and rows that something is done with. */
export const acts = `.acts{display:flex;flex-direction:column;gap:6px}
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
.mails th:last-child,.mails td:last-child{text-align:right}
.mails .plain{min-height:36px;padding:4px 12px;width:auto}
.mails .plain,.held .plain{white-space:nowrap}
.prose+table{margin-top:10px}
.said{margin-top:16px;padding:2px 0 2px 14px;border-left:3px solid var(--mark)}
.flag{color:var(--alarm);display:block}
.full thead th:nth-child(2){width:26%}
.full thead th:nth-child(4){width:7em}
.full thead th:nth-child(5){width:11em}
.name{font-weight:600}
.answer{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden}
.alarms{margin-top:20px;border-left:3px solid var(--alarm);padding:2px 0 2px 14px}
.alarms li+li,.alarms+p{margin-top:8px}
.alarms small{display:block;max-width:80ch}`;
