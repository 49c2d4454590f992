import { describe, expect, it } from 'vitest';
import { readXml } from './xml';

describe('an XML document of somebody else', () => {
  it('is read as a tree with texts and attributes', () => {
    expect(readXml('<?xml version="1.0"?><!-- x --><a:root xmlns:a="urn:x" version="1.1"><b type="imap">one &amp; two</b></a:root>')).toEqual({
      name: 'root', attributes: { 'xmlns:a': 'urn:x', version: '1.1' }, text: '', children: [{ name: 'b', attributes: { type: 'imap' }, text: 'one & two', children: [] }],
    });
  });

  it('may not declare entities: neither those that grow nor those that read files', () => {
    expect(() => readXml('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>')).toThrow('document type');
    expect(() => readXml('<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>')).toThrow('document type');
    expect(readXml('<a>&f;</a>').text).toBe('&f;');
  });

  it('is bounded in depth, in elements and in texts', () => {
    expect(() => readXml('<a>'.repeat(20) + '</a>'.repeat(20))).toThrow('nested');
    expect(() => readXml(`<a>${'<b/>'.repeat(2_000)}</a>`)).toThrow('too many');
    expect(readXml(`<a>${'x'.repeat(5_000)}</a>`).text).toHaveLength(1_000);
  });

  it.each(['', 'text', '<a>', '<a/><b/>', '<a><b></a>'])('that is not well-formed is refused: %s', (document) => {
    expect(() => readXml(document)).toThrow('well-formed');
  });
});
