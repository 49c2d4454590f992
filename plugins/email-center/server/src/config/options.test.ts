import { describe, expect, it } from 'vitest';
import { config } from './index';
import { parseOptions } from './options';

const KEY = Buffer.alloc(32).toString('base64');

describe('the options', () => {
  it('are complete without being given any', () => {
    expect(parseOptions({})).toMatchObject({
      role: 'all', blobFolder: 'data/email-center/blobs', syncMinutes: 10, syncConcurrency: 4, backfillConcurrency: 2,
      maxMessageBytes: 157_286_400, readOnlyTokens: false, mailServers: { privateAddresses: true, ports: null }, match: { cc: false, sender: false, replyTo: false }, recordTypes: {},
    });
  });
  it('take keys with rising numbers', () => {
    expect(parseOptions({ secretKeys: `1:${KEY},2:${KEY}` }).secretKeys).toBe(`1:${KEY},2:${KEY}`);
  });
  it('refuse a key that is too short and say how to make one, without repeating it', () => {
    const parse = () => parseOptions({ secretKeys: '1:c2hvcnQ=' });
    expect(parse).toThrow(/"secretKeys".*openssl rand -base64 32/);
    expect(parse).not.toThrow(/c2hvcnQ/);
  });
  it('refuse a name they do not know, so that a typing error does not go unnoticed', () => {
    expect(() => parseOptions({ syncMinuets: 5 })).toThrow('The options of the email center do not know "syncMinuets".');
  });
  it('allow every mail server but those that are ruled out', () => {
    expect(parseOptions({ mailServers: { privateAddresses: false } }).mailServers).toEqual({ privateAddresses: false, ports: null });
    expect(parseOptions({ mailServers: { ports: [993, 465] } }).mailServers).toEqual({ privateAddresses: true, ports: [993, 465] });
    expect(() => parseOptions({ mailServers: { ports: [] } })).toThrow(/"mailServers.ports"/);
  });
  it('look for settings in the internet only, unless they say more', () => {
    expect(parseOptions({}).discovery).toEqual({ privateAddresses: false });
    expect(parseOptions({ discovery: { privateAddresses: true } }).discovery).toEqual({ privateAddresses: true });
  });
  it('name the option that is wrong, in the depth where it stands', () => {
    expect(() => parseOptions({ match: { cc: 'yes' } })).toThrow(/"match.cc"/);
    expect(() => parseOptions({ recordTypes: { lead: ['email'] } })).toThrow(/must be the uid of a content type/);
    expect(() => parseOptions({ jobsUrl: 'mysql://localhost' })).toThrow(/must begin with mongodb/);
  });
  it('take employees with an attribute or with dates that tell who works here now', () => {
    const employees = { contentType: 'api::employee.employee', emailFields: ['email'] };
    expect(parseOptions({ employees: { ...employees, current: { field: 'active', value: true } } }).employees).toMatchObject({ current: { field: 'active', value: true } });
    expect(parseOptions({ employees: { ...employees, current: { until: 'leftOn' } } }).employees).toMatchObject({ current: { until: 'leftOn' } });
    expect(parseOptions({ employees }).employees).toMatchObject(employees);
    expect(() => parseOptions({ employees: { ...employees, contentType: 'employee' } })).toThrow(/"employees.contentType".*must be the uid of a content type/);
    expect(() => parseOptions({ employees: { ...employees, emailFields: [] } })).toThrow(/"employees.emailFields"/);
  });
});

describe('the defaults', () => {
  const env = (values: Record<string, string>) => ({ env: (key: string) => values[key] });
  it('come from the environment', () => {
    expect(config.default(env({ EMAIL_CENTER_ROLE: 'worker', EMAIL_CENTER_CA_FILE: '' }))).toEqual({ role: 'worker' });
  });
});
