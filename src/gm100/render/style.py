"""
The look of a page: on a phone, on a wide screen, in the dark, and on A4.
"""

from __future__ import annotations

from typing import Final

from gm100.render.html import Html

STYLE: Final = Html("""
:root{--ink:#1b1b1b;--soft:#595959;--paper:#fff;--line:#c9c9c9;--main:#0072b2;--other:#a04000;--band:#f2f5f7}
@media (prefers-color-scheme:dark){
:root{--ink:#ececec;--soft:#b5b5b5;--paper:#16181a;--line:#4a4f54;--main:#56b4e9;--other:#e69f00;--band:#20252a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main,footer{max-width:68rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:2px solid var(--main);padding-bottom:.2rem}
h3{font-size:1rem;margin:1rem 0 .3rem}
p{margin:.4rem 0}
a{color:var(--main)}
footer,.soft{color:var(--soft);font-size:.9rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;
margin:1rem 0;padding:0;list-style:none}
.facts li{background:var(--band);padding:.6rem .9rem}
.facts b{display:block;font-size:1.4rem;line-height:1.2;overflow-wrap:normal;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--main)}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:normal}
thead th{border-bottom:2px solid var(--line)}
thead th::first-letter{text-transform:uppercase}
tbody th{font-weight:400;white-space:nowrap}
.r{text-align:right;font-variant-numeric:tabular-nums}
.bar{display:block;height:.8rem;margin-top:.3rem;background:var(--main)}
.track{min-width:6rem}.wrap{display:block;white-space:normal;min-width:10rem}.remark{display:block;min-width:14rem}
.wide table{font-size:.84rem}.wide th,.wide td{padding:.25rem .35rem}.wide .track{min-width:3rem}
.pictures{display:flex;flex-wrap:wrap;gap:1.5rem}
figure{margin:.5rem 0;flex:1 1 18rem;max-width:30rem}
figcaption{color:var(--soft);font-size:.9rem}
svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}
svg text{fill:var(--ink)}svg .soft{fill:var(--soft);font-size:10px}
.line{stroke:var(--line);fill:none}.main{fill:var(--main);stroke:none}.other{fill:none;stroke:var(--other);stroke-width:2}
.area{fill:var(--main);fill-opacity:.18;stroke:var(--main);stroke-width:2}.dot{fill:var(--soft);fill-opacity:.55}
.finding{border-left:4px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.8rem 0}
.finding.must{border-color:var(--other)}.finding.should{border-color:var(--main)}
.tag{font-weight:700;font-size:.85rem}
ol.events{padding-left:2rem}.several{columns:14rem;column-gap:2.5rem;padding-left:1.2rem}
nav{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;max-width:68rem;margin:0 auto;padding:1rem 1rem 0}
nav a[aria-current]{color:inherit;font-weight:700;text-decoration:none}nav a[hreflang]{margin-left:auto}
th button{all:unset;display:inline-block;cursor:pointer;text-decoration:underline dotted}
th button:focus-visible{outline:2px solid var(--main)}
th button::first-letter{text-transform:uppercase}
[aria-sort=ascending] button::after{content:" \25b2"}[aria-sort=descending] button::after{content:" \25bc"}
#search input{font:inherit;color:inherit;background:var(--band);border:1px solid var(--soft);
padding:.3rem .5rem;width:16rem}
figure:has(.map){max-width:none}svg.map{min-width:50rem}.map circle{stroke:var(--paper)}.map .out{opacity:.12}
.map .dot{stroke:none}.land{fill:var(--band)}circle.result,.key.result{fill:var(--main);background:var(--main)}
circle.member,.key.member{fill:var(--other);background:var(--other)}
.key{display:inline-block;width:.7em;height:.7em;border-radius:50%;background:var(--soft);margin:0 .3em 0 .8em}
sup{line-height:0;font-size:.75em}sup a{padding:0 .1em}li:target{background:var(--band)}
@media (max-width:30rem){th,td{padding:.3rem .4rem}tbody th{white-space:normal}
.facts b{font-size:1.2rem}.wrap{min-width:7rem}}
@page{size:A4;margin:16mm 14mm}
@media print{
:root{--ink:#000;--soft:#444;--paper:#fff;--line:#bbb;--main:#0072b2;--other:#a04000;--band:#f2f5f7}
html,body{font-size:9.5pt}main,footer{max-width:none;padding:0}h2{margin-top:1rem;break-after:avoid}
nav,#search{display:none}h3{break-after:avoid}tr,figure,.finding,.facts{break-inside:avoid}thead{display:table-header-group}
tbody tr:nth-last-child(-n+2){break-before:avoid}section:last-of-type{break-before:avoid}
table{font-size:8pt}p,li{font-size:9.5pt}th,td{padding:.12rem .35rem}.remark{min-width:0}.track{min-width:3rem}
.wide table{font-size:6.5pt}.wide th,.wide td{padding:.1rem .2rem}.wide .track{min-width:1.5rem}
.bar{margin-top:.15rem;height:.6rem}.pictures{display:block}
.pictures figure{display:inline-block;width:48%;vertical-align:top}
.facts b{font-size:13pt}.facts{grid-template-columns:repeat(auto-fit,minmax(8rem,1fr))}
figure{max-width:82mm}.scroll{overflow:visible}a{color:inherit;text-decoration:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
""")
