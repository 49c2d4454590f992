/** The demo's panel users: two recruiters, so that groups, offers and colleagues can be tried. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PANEL_PEOPLE } from '../../demo/accounts.mjs';
import { tell } from './tell.mjs';

/**
 * @typedef {import('./panel.mjs').Panel} Panel
 * @typedef {{ id: number, email: string, isActive: boolean }} PanelUser
 */

const ROLE = { name: 'Recruiter', description: 'Works on mail and cases, and on the records they belong to.' };
const CENTER = ['messages.read-own', 'messages.read-group', 'messages.link', 'messages.send', 'cases.receive', 'accounts.manage-own', 'imports.run', 'ledger.read'];
const EDITS = ['candidate', 'customer', 'company', 'lead'];
const READS = [...EDITS, 'employee'];

/** @param {string} root @param {string} type */
function attributesOf(root, type) {
  const file = path.join(root, `src/api/${type}/content-types/${type}/schema.json`);
  return Object.keys(/** @type {{ attributes: object }} */ (JSON.parse(readFileSync(file, 'utf8'))).attributes);
}

/** @param {string} root */
function permissions(root) {
  /** @param {string} action @param {string} type */
  const records = (action, type) => ({ action: `plugin::content-manager.explorer.${action}`, subject: `api::${type}.${type}`, properties: { fields: attributesOf(root, type) }, conditions: [] });
  return [
    ...CENTER.map((action) => ({ action: `plugin::email-center.${action}`, subject: null, properties: {}, conditions: [] })),
    ...READS.map((type) => records('read', type)),
    ...EDITS.flatMap((type) => [records('create', type), records('update', type)]),
  ];
}

/** @param {Panel} panel @param {string} root @returns {Promise<number>} the role, with its rights */
async function ensureRole(panel, root) {
  const { data: roles } = /** @type {{ data: { id: number, name: string }[] }} */ (await panel.call('GET', '/admin/roles'));
  const known = roles.find(({ name }) => name === ROLE.name);
  if (known !== undefined) {
    const { data } = /** @type {{ data: unknown[] }} */ (await panel.call('GET', `/admin/roles/${known.id}/permissions`));
    if (data.length > 0) return known.id;
  }
  const id = known?.id ?? /** @type {{ data: { id: number } }} */ (await panel.call('POST', '/admin/roles', ROLE)).data.id;
  await panel.call('PUT', `/admin/roles/${id}/permissions`, { permissions: permissions(root) });
  return id;
}

/** Creates those who are missing; whoever is there stays as they are. @param {Panel} panel @param {{ root: string, password: string }} about @returns {Promise<Map<string, number>>} ids by address */
export async function ensurePeople(panel, { root, password }) {
  const role = await ensureRole(panel, root);
  const { data } = /** @type {{ data: { results: PanelUser[] } }} */ (await panel.call('GET', '/admin/users?pageSize=100'));
  /** @type {Map<string, number>} */
  const ids = new Map();
  for (const person of PANEL_PEOPLE) {
    const known = data.results.find(({ email }) => email === person.email);
    const { id } = known ?? /** @type {{ data: PanelUser }} */ (await panel.call('POST', '/admin/users', { ...person, roles: [role] })).data;
    if (known === undefined || !known.isActive) await panel.call('PUT', `/admin/users/${id}`, { password, isActive: true });
    ids.set(person.email, id);
  }
  tell(`Panel users: ${PANEL_PEOPLE.map(({ firstname, lastname }) => `${firstname} ${lastname}`).join(' and ')}, with the role ${ROLE.name}`);
  return ids;
}
