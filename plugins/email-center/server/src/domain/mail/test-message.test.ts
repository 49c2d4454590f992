import { describe, expect, it } from 'vitest';
import { isTestMessage, testMessageId } from './test-message';

const UUID = '0b5f9d1e-2c3a-4d5e-8f60-718293a4b5c6';
const person = (address: string) => [{ name: '', address }];
const mail = (messageId: string | null, from: string, to: string, cc: string[] = []) => ({ messageId, from: person(from), to: person(to), cc: cc.flatMap(person) });

describe('the message of an account test', () => {
  it('is known by its name when an address sent it to itself', () => {
    const messageId = testMessageId(UUID, 'anna@firm.example');
    expect(messageId).toBe(`email-center-test.${UUID}@firm.example`);
    expect(isTestMessage(mail(messageId, 'anna@firm.example', 'Anna@Firm.example'))).toBe(true);
  });

  it('is no message that somebody else sent under such a name, or to others, too', () => {
    const messageId = testMessageId(UUID, 'anna@firm.example');
    expect(isTestMessage(mail(messageId, 'stranger@elsewhere.example', 'anna@firm.example'))).toBe(false);
    expect(isTestMessage(mail(messageId, 'anna@firm.example', 'anna@firm.example', ['boss@firm.example']))).toBe(false);
    expect(isTestMessage({ ...mail(messageId, 'anna@firm.example', 'anna@firm.example'), to: [] })).toBe(false);
  });

  it('is no note that somebody wrote to themselves', () => {
    for (const messageId of [null, 'note@firm.example', `${UUID}@firm.example`, 'email-center-test.x@firm.example', `re.${testMessageId(UUID, 'a@firm.example')}`]) {
      expect(isTestMessage(mail(messageId, 'anna@firm.example', 'anna@firm.example'))).toBe(false);
    }
  });
});
