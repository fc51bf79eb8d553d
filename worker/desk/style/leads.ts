/** The list of leads with its filters, and the segments. */
export const leads = `.filters,.keep{margin-top:8px;border-bottom:1px solid var(--rule)}
.filters>summary,.keep>summary,.shape>summary{font-weight:600;width:max-content}
.filter{padding:0 0 16px}
.condition{display:flex;flex-wrap:wrap;align-items:flex-start;gap:6px 8px;margin:0;padding:8px 0;border:0;border-top:1px solid var(--rule)}
.condition .what{flex:0 0 13em;padding:11px 0;font-weight:600}
.condition .whole{flex:1 1 20em;padding:11px 0;font-weight:600}
.condition>select{flex:0 0 12em}
.condition .with{flex:1 1 14em;max-width:24em;display:grid;gap:4px}
.condition .plain{width:auto}
.condition.add>select{flex:0 1 25.5em}
.match{display:flex;align-items:center;gap:12px;padding:8px 0}
.match .field{flex:0 1 16em;font-weight:400}
.shape fieldset{display:grid;grid-template-columns:repeat(auto-fill,minmax(15em,1fr));gap:0 16px;border:0}
.shape legend{padding:0}
.shape label,.pick{display:flex;align-items:flex-start;gap:8px}
.shape label{padding:8px 0;min-height:44px;font-weight:400}
.shape input,.pick input,.bulk input[type=radio]{flex:none;width:18px;height:18px;margin:2px 0 0;accent-color:var(--brand)}
.pick{position:relative}
.pick input::before{content:"";position:absolute;inset:-9px auto auto -12px;width:42px;height:42px}
.segment{margin-top:20px;font-size:18px}
.asked{margin-top:12px;padding-left:14px;border-left:3px solid var(--mark)}
.scroll{overflow-x:auto;margin-top:16px;background:linear-gradient(var(--paper),var(--paper)) right/32px 100% no-repeat local,linear-gradient(90deg,transparent,var(--soft)) right center/12px calc(100% - 8px) no-repeat}
.leads.chosen{table-layout:auto;overflow-wrap:break-word}
.leads.chosen th,.leads.chosen td{width:auto!important;min-width:4em}
.leads.chosen td:not(.contact):not(.page){max-width:18em}
.leads.chosen .page{max-width:12.5em}
.leads.chosen tbody th{min-width:10.5em}
.leads.chosen .contact{min-width:17em;max-width:24em}
.leads.chosen tbody th,.leads.chosen .contact{overflow-wrap:anywhere}
.bulk{border-top:1px solid var(--rule);padding-top:16px}
.bulk form{display:grid;gap:8px 32px;grid-template-columns:repeat(auto-fit,minmax(15em,1fr));align-items:start;margin-top:4px}
.bulk fieldset{border:0;min-width:0}
.bulk legend{padding:0;color:var(--soft);font-size:13px}
.bulk .field{width:100%}
.bulk .button{justify-self:start}
.does details+details{margin-top:0}
.does .take-it{display:inline-block;padding:11px 0}
.segments summary{padding:6px 0;min-height:36px}
.segments td.does{width:14em;padding-top:0}
.segments th:first-child{width:26%}
.segments .n{width:6em}
.segments .search{margin:4px 0 12px;flex-wrap:wrap}
@media(max-width:720px){
.condition .what{flex:1 1 100%;padding-bottom:0}
.condition .whole{flex:1 1 0}
.condition .plain{flex:none;min-height:44px}
.condition>select,.condition .with{flex:1 1 100%;max-width:none}
.scroll{overflow:visible;background:none}
.leads.chosen td,.leads.chosen tbody th,.leads.chosen .contact{min-width:0;max-width:none!important}
.leads.chosen td[data-label]{flex:0 0 auto;max-width:100%!important}
.segments td.does,.segments .n,.segments th:first-child{width:100%}
.match{flex-wrap:wrap}
}`;
