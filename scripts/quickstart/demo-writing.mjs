/** What people write with in the demo, and how they keep order: signatures, templates, tags, a saved search. */
import { INFO, LEADER, RECRUITER } from '../../demo/accounts.mjs';
import { HOUSE } from '../../demo/crm/companies.mjs';
import { tell } from './tell.mjs';

/**
 * @typedef {import('./panel.mjs').Panel} Panel
 * @typedef {import('./panel.mjs').Account} Account
 */

const ROLES = /** @type {Record<string, string>} */ ({ [RECRUITER.address]: 'Recruiting', [LEADER.address]: 'Vertriebsleitung', [INFO.address]: 'Ihr Team' });

/** @param {Panel} panel @param {Account[]} accounts */
export async function ensureSignatures(panel, accounts) {
  for (const { address, name } of [RECRUITER, LEADER, INFO]) {
    const account = accounts.find((one) => one.address === address);
    if (account === undefined) continue;
    const displayName = address === INFO.address ? HOUSE.name : `${name}, ${HOUSE.name}`;
    const signatureHtml = `<p>Mit freundlichen Grüßen</p><p><strong>${name}</strong><br>${ROLES[address] ?? ''}<br>${HOUSE.name}</p>`;
    await panel.call('PUT', `/email-center/accounts/${account.id}/sending`, { displayName, signatureHtml });
  }
}

const TEMPLATES = [
  {
    name: 'Einladung zum Gespräch', subject: 'Einladung zum Gespräch', shared: true, recordType: 'api::candidate.candidate',
    html: '<p>Guten Tag {{record.name}},</p><p>vielen Dank für Ihre Bewerbung. Wir möchten Sie gern kennenlernen. Passt Ihnen einer dieser Termine?</p><ul><li>Dienstag, 10:00 Uhr</li><li>Donnerstag, 14:30 Uhr</li></ul>',
  },
  { name: 'Eingang bestätigen', subject: 'Ihre Nachricht vom {{today}}', shared: true, recordType: null, html: '<p>Guten Tag,</p><p>vielen Dank für Ihre Nachricht. Wir kümmern uns darum und melden uns bis morgen.</p>' },
];

/** @param {Panel} panel */
export async function ensureTemplates(panel) {
  const { templates } = /** @type {{ templates: { name: string }[] }} */ (await panel.call('GET', '/email-center/templates'));
  for (const template of TEMPLATES) if (!templates.some(({ name }) => name === template.name)) await panel.call('POST', '/email-center/templates', template);
}

const TAGS = [{ name: 'Eilig', color: 'danger' }, { name: 'Vertrag', color: 'primary' }, { name: 'Rückruf', color: 'success' }];

/** @param {Panel} panel */
export async function ensureMarks(panel) {
  const { tags } = /** @type {{ tags: { name: string }[] }} */ (await panel.call('GET', '/email-center/tags'));
  for (const tag of TAGS) if (!tags.some(({ name }) => name === tag.name)) await panel.call('POST', '/email-center/tags', tag);
  const { searches } = /** @type {{ searches: { name: string }[] }} */ (await panel.call('GET', '/email-center/saved-searches'));
  const search = { name: 'Lebensläufe', q: 'has:attachment lebenslauf', shared: true };
  if (!searches.some(({ name }) => name === search.name)) await panel.call('POST', '/email-center/saved-searches', search);
  tell(`Signatures, ${TEMPLATES.length} templates, ${TAGS.length} tags and a saved search`);
}
