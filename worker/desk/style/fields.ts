/** Forms. */
export const fields = `.take{display:grid;gap:6px;justify-items:start;max-width:420px;margin-top:24px}
.take fieldset{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 12px;padding:0;border:0}
.take legend{padding:0;font-weight:600}
.take fieldset label{display:flex;align-items:center;gap:8px;min-height:44px}
.take>label{font-weight:600}
.take .field{width:100%;flex:none}
.take .button,.take>.plain{margin-top:10px}
.take>:not([type=hidden])+:is(label,fieldset){margin-top:10px}
summary{cursor:pointer;padding:11px 0;min-height:44px}
summary:hover{text-decoration:underline;text-decoration-color:var(--mark);text-underline-offset:3px}
h2+.take{margin-top:12px}
.take:has(.buttons){max-width:none}
.search{display:flex;gap:8px;margin-top:16px;max-width:560px}
.search+.sheet{margin-top:20px}
.field{min-width:0;flex:1;height:44px;padding:0 12px;font:inherit;color:inherit;background:transparent;border:1px solid color-mix(in oklab,var(--ink),var(--paper) 45%);border-radius:4px}
.button{height:44px;padding:0 18px;font:inherit;font-weight:600;color:var(--on-brand);background:var(--brand);border:0;border-radius:4px;cursor:pointer;white-space:nowrap}
.button:hover{filter:brightness(1.08)}
.tick{display:flex;align-items:center;gap:8px;min-height:44px;font-weight:400!important}
.error{color:var(--alarm);font-weight:600;margin:0 0 8px}
.hint{color:var(--soft);font-size:13px;margin-top:6px}
textarea.field{height:auto;min-height:96px;padding:10px 12px;resize:vertical}
.field[aria-invalid]{border-color:var(--alarm)}
.field[type=file]{padding-top:9px}
.take .error{margin:0;font-weight:400}
.take.wide{max-width:none;padding:0}
.take-row{display:flex;flex-wrap:wrap;gap:16px;width:100%}
.take-row>div{flex:1 1 180px;min-width:0;display:grid;gap:6px}
.errors{margin-top:20px;border-left:3px solid var(--alarm);padding:2px 0 2px 14px;max-width:64ch}
.errors h2{margin-bottom:2px}
.errors a{display:inline-block;padding:4px 0}
.confirm summary{color:var(--alarm)}`;
