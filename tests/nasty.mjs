// Answers that would like to be markup, script or a formula.

/** Not filled in here: these are texts that other programs would fill in. */
const HOLE = "$".concat("{hacked()}");

export const NASTY = [
  "<script>hacked()</script>",
  "</script><script>hacked()</script>",
  "</title></style></textarea><script>hacked()</script>",
  '"><img src=x onerror=hacked()>',
  "' onmouseover='hacked()' x='",
  "<svg/onload=hacked()>",
  "<iframe src=javascript:hacked()>",
  "javascript:hacked()",
  "--><script>hacked()</script><!--",
  "]]><script>hacked()</script>",
  "&lt;script&gt;hacked()&lt;/script&gt; &amp; &#60;",
  HOLE,
  `\`${HOLE}\``,
  "{{constructor.constructor('hacked()')()}}",
  "<%= hacked() %>",
  "=cmd|'/c calc'!A0",
  '=HYPERLINK("http://example.com/?x="&A1,"点我")',
  "@SUM(1+1)*cmd|'/c calc'!A0",
  "+1+1",
  "-2+3+cmd|'/c calc'!A0",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(1)",
  "  =1+1",
  "\u3000=1+1",
  "\u00a0=1+1",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "\u0000=1+1",
  "\u200b=1+1",
  "\ufeff=1+1",
  "\u00ad\u2060=1+1",
  "\u202e=1+1",
  "\u2028=1+1\u2029",
  "甲\u202egpj.exe",
  "甲\u0000乙\u001b[31m\u0007丙",
  "甲\ud800乙",
  "\udc00",
  '引号" 逗号, 分号; 换行\r\n第二行',
  '"""',
  "单'引'号",
];

/** What is left of a text where nobody can be deceived: no control characters, no marks that turn its direction. */
export function shownAs(text) {
  return (
    text
      .replace(/[\r\n\t]+/g, " ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "")
      .trim()
  );
}
