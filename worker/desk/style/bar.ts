/**
 * The bar with the rooms. On a desk they stand in a row that stays in sight; on a phone they open from one button,
 * without script: a popover, which a browser that knows none shows as what it is, a list.
 */
export const bar = `.bar{position:sticky;top:-44px;z-index:2;background:var(--paper);border-bottom:1px solid var(--rule)}
.bar .wide{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:center;gap:0 24px}
.brand{min-height:44px;padding:11px 0;font-weight:650;text-decoration:none;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.menu{display:none}
.rooms{display:contents}
.rooms nav{grid-row:2;grid-column:1/-1}
.rooms nav ul{display:flex;gap:0 24px}
.rooms nav a{display:block;padding:11px 0 10px;text-decoration:none;color:var(--soft);border-bottom:2px solid transparent;margin-bottom:-1px;white-space:nowrap}
.rooms nav a:hover{color:var(--ink)}
.rooms nav a[aria-current]{color:var(--ink);border-color:var(--mark)}
.me{display:flex;align-items:center;gap:0 20px;font-size:13px;color:var(--soft);white-space:nowrap}
.me span{max-width:24ch;overflow:hidden;text-overflow:ellipsis}
.me a{padding:12px 0;text-decoration:none}
.me a:hover{color:var(--ink);text-decoration:underline}
.switch{position:relative}
.switch ul{position:absolute;right:0;z-index:3;min-width:14em;padding:4px 16px;background:var(--paper);border:1px solid var(--rule);border-radius:4px}
.switch a{display:block}
.quiet{border:0;background:none;color:var(--soft);font:inherit;padding:11px 0;min-height:44px;cursor:pointer;white-space:nowrap}
.quiet:hover{color:var(--ink);text-decoration:underline}
.room{margin:-16px 0 20px}
.room .choices a{font-size:14px}
.room .choices a[aria-current]{font-weight:600;border-color:transparent}
@media(max-width:720px){
.bar{top:0}
.brand{min-height:52px;padding:15px 0}
.menu{display:flex;align-items:center;gap:10px;min-height:44px;padding:0 0 0 12px;border:0;background:none;color:inherit;font:inherit;font-weight:600;cursor:pointer}
.menu::after{content:"";width:7px;height:7px;border:solid var(--mark);border-width:0 2px 2px 0;transform:translateY(-2px) rotate(45deg)}
.rooms{display:block;grid-column:1/-1}
.rooms[popover]{width:100%;max-width:none;inset:52px 0 auto;margin:0;padding:4px 16px 0;border:0;border-bottom:1px solid var(--rule);background:var(--paper);color:inherit;box-shadow:0 12px 24px rgb(0 0 0/.12)}
.rooms[popover]::backdrop{background:rgb(0 0 0/.3);top:52px}
.rooms nav ul{display:grid;grid-template-columns:1fr 1fr;gap:0 24px}
.rooms nav a{padding:12px 0;margin:0;border-bottom:1px solid var(--rule);color:var(--ink)}
.rooms nav a[aria-current]{font-weight:650;border-color:var(--mark)}
.me{flex-wrap:wrap;justify-content:space-between;font-size:15px;padding:6px 0}
.switch ul{position:static}
.me span{flex:1 0 100%;max-width:none;padding:8px 0 0;font-size:13px}
.room{margin:-8px 0 16px}
.room .choices{gap:0 20px}
.choices a,.more a{padding:11px 0}
}
@supports selector(:popover-open){@media(max-width:720px){.rooms:not(:popover-open){display:none}}}
@media(max-height:480px){.bar{position:static}}`;
