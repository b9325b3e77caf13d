/**
 * The one stylesheet. Every colour and size is a custom property of the page's choosing. A control at fault has an outline: a
 * shadow or a border would take its native look away. With the focus it has the page's own.
 */
import * as dom from "./dom";

export const CSS = `
.leifeng-message,.leifeng-above{box-sizing:border-box;font:normal var(--leifeng-font-size,13px)/1.6 sans-serif;text-align:left;text-indent:0;letter-spacing:0;white-space:normal;word-break:break-word;color:var(--leifeng-text,#222)}
.leifeng-message,.leifeng-counter{display:block;position:relative;width:0;min-width:100%;grid-column:1/-1;margin:3px 0 2px}
.leifeng-error,.leifeng-warning{display:block;max-width:46em;box-sizing:border-box;padding:1px 8px;border-left:3px solid var(--leifeng-error,#b3261e);background:var(--leifeng-error-background,#fdf3f2);color:var(--leifeng-error-text,#8c1d18)}
.leifeng-warning{border-color:var(--leifeng-warning,#9a6700);background:var(--leifeng-warning-background,#fff8e5);color:var(--leifeng-warning-text,#6b4800)}
.leifeng-word,.leifeng-text,.leifeng-row,.leifeng-title,.leifeng-list,.leifeng-item,.leifeng-group,.leifeng-mark,.leifeng-state,.leifeng-brief,.leifeng-note,.leifeng-insist{float:none;background:none;color:inherit;text-indent:0}
.leifeng-word{font-weight:bold}
.leifeng-message .leifeng-row{display:block}
.leifeng-mended{visibility:hidden}
.leifeng-line>.leifeng-cell{padding:0 4px}
[aria-invalid=true][aria-describedby*=leifeng-]:not(:focus){outline:3px solid var(--leifeng-error,#d93025);outline-offset:-1px}
.leifeng-clause{display:inline-block;font-style:normal;color:var(--leifeng-quiet,#595959)}
.leifeng-group .leifeng-text{margin-right:.5em}
.leifeng-counter{font-size:var(--leifeng-font-size,13px);line-height:1.6;color:inherit}
.leifeng-over{background:var(--leifeng-error-background,#fdf3f2);color:var(--leifeng-error-text,#8c1d18)}
.leifeng-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap}
.leifeng-above{max-width:46em;margin:0 auto;padding:0 6px}
.leifeng-summary,.leifeng-insist,.leifeng-panel,.leifeng-draft{margin:8px 0;padding:8px 14px;border:1px solid var(--leifeng-line,#bbb);background:var(--leifeng-background,#fff)}
.leifeng-summary{border:2px solid var(--leifeng-error,#b3261e)}
.leifeng-done{border-color:var(--leifeng-done,#1a7f37);color:var(--leifeng-done-text,#116329)}
.leifeng-summary:focus{outline:2px solid var(--leifeng-focus,#1a5fb4);outline-offset:2px}
.leifeng-title{margin:0;font-size:1.1em;font-weight:bold}
.leifeng-list{margin:4px 0 0;padding:0 0 0 1.4em;list-style:disc}
.leifeng-link,.leifeng-button{display:inline-block;line-height:24px;text-decoration:underline}
.leifeng-link{vertical-align:top;color:var(--leifeng-error-text,#8c1d18)}
.leifeng-panel .leifeng-list{padding:0;list-style:none}
.leifeng-brief{padding:2px 0;cursor:pointer;font-weight:bold}
.leifeng-state{display:inline-block;max-width:calc(100% - 3em);margin-right:1.2em;vertical-align:top}
.leifeng-group{margin:4px 0;padding:0 0 0 2em;border-left:2px solid var(--leifeng-line,#bbb)}
.leifeng-mark{float:left;margin-left:-1.4em}
.leifeng-todo{padding-left:1em}
.leifeng-panel .leifeng-fails{color:var(--leifeng-error-text,#8c1d18)}
.leifeng-panel .leifeng-holds{color:var(--leifeng-done-text,#116329)}
.leifeng-note{margin:4px 0}
.leifeng-panel .leifeng-link,.leifeng-button{color:var(--leifeng-focus,#1a5fb4);cursor:pointer}
@media(max-width:480px){html{scroll-padding-top:calc(var(--leifeng-top,0px) + 3em)}.leifeng-standing{position:sticky;top:var(--leifeng-top,0);z-index:1000;padding:0}.leifeng-panel{max-height:60vh;margin:0 0 8px;padding:2px 8px;overflow:auto}.leifeng-fold:not([open]) .leifeng-brief{overflow:hidden;white-space:nowrap;text-overflow:ellipsis}.leifeng-fold:not([open]) .leifeng-state{display:inline;margin-right:.6em}.leifeng-fold:not([open]) .leifeng-more,.leifeng-fold:not([open])+.leifeng-note{display:none}}
@media(forced-colors:active){.leifeng-error,.leifeng-warning,.leifeng-group{border-color:CanvasText}[aria-invalid=true][aria-describedby*=leifeng-]:not(:focus){outline-style:dashed}}
@media print{.leifeng-message,.leifeng-above{display:none!important}}
`;

/** Puts a stylesheet into the page and gives back what takes it out. */
export function addStyle(css: string): () => void {
  try {
    // A policy without style-src 'unsafe-inline' blocks style elements, but not sheets made by script (Chromium 73,
    // Firefox 101, Safari 16.4 and later).
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    dom.setStyleSheets(document, [...dom.styleSheets(document), sheet]);
    return () =>
      dom.setStyleSheets(
        document,
        dom.styleSheets(document).filter((each) => each !== sheet),
      );
  } catch {
    const style = dom.createElement(document, "style");
    style.textContent = css;
    dom.appendChild(dom.head(document), style);
    return () => style.remove();
  }
}
