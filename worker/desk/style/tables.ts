/** Tables, lists of particulars, and what single tables need. */
export const tables = `table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:9px 16px 9px 0;border-top:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
td a{text-decoration-color:var(--rule)}
td a:hover{text-decoration-color:var(--mark)}
thead th{border-top:0;padding-top:2px;padding-bottom:7px;font-size:13px;font-weight:400;color:var(--soft);white-space:nowrap}
tbody th{font-weight:600}
tbody tr:hover{background:var(--wash)}
.n{text-align:right;white-space:nowrap}
.n small{display:block}
.n+:not(.n){padding-left:16px}
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
.tills td:last-child{width:16em}
.tills summary{padding:0 0 8px;min-height:0}
.tills .take{margin:4px 0 12px}
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
.coupons{table-layout:fixed}
.coupons thead th:nth-child(1){width:15.5em}
.coupons thead th:nth-child(3){width:17em}
.coupons thead th:nth-child(4){width:17.5em}
.coupons thead th:nth-child(5){width:12.5em}
.coupons thead th:nth-child(6){width:12em}
.imports td:nth-child(2){white-space:nowrap}
.columns td,.columns th{vertical-align:middle}
.columns thead th:first-child{width:30%}
.columns td:last-child{width:18em}
.columns select{width:100%}
.looks{table-layout:fixed}
.looks tbody th{font-weight:400;color:var(--soft)}
.looks thead th:nth-child(1){width:4em}
.looks thead th:nth-child(2){width:24%}
.looks thead th:nth-child(4){width:12%}
.looks thead th:nth-child(5){width:26%}`;
