import { Parser } from 'htmlparser2';
import type { XmlElement } from '../../domain/discovery/types';

/** A file of settings has some dozens of elements, five deep. */
const DEEPEST = 12;
const MOST_ELEMENTS = 1_000;
const LONGEST_TEXT = 1_000;

interface OpenElement extends XmlElement {
  children: OpenElement[];
  text: string;
}

/**
 * The root of a document. Declarations are refused and so no entity but the five of XML means anything; throws an Error
 * with the reason when the document is no well-formed tree within the bounds.
 */
export function readXml(document: string): XmlElement {
  const roots: OpenElement[] = [];
  const open: OpenElement[] = [];
  let count = 0;
  const parser = new Parser({
    onprocessinginstruction(name) {
      if (name.startsWith('!')) throw new Error('it declares a document type');
    },
    onopentag(name, attributes) {
      count += 1;
      if (count > MOST_ELEMENTS) throw new Error('it has too many elements');
      if (open.length >= DEEPEST) throw new Error('it is nested too deeply');
      const element: OpenElement = { name: localName(name), attributes, text: '', children: [] };
      (open.at(-1)?.children ?? roots).push(element);
      open.push(element);
    },
    ontext(text) {
      const element = open.at(-1);
      if (element !== undefined && element.text.length < LONGEST_TEXT) element.text = (element.text + text).slice(0, LONGEST_TEXT);
    },
    onclosetag(_name, implied) {
      // An element that closes itself counts as implied, too.
      if (implied && document[parser.endIndex - 1] !== '/') throw new Error('it is not well-formed');
      const closed = open.pop();
      if (closed) closed.text = closed.text.trim();
    },
    onerror(error) {
      throw error;
    },
  }, { xmlMode: true, decodeEntities: true });
  parser.write(document);
  parser.end();
  if (roots.length !== 1 || open.length > 0) throw new Error('it is not well-formed');
  return roots[0]!;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
