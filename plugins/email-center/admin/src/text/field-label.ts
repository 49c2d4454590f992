import type { Text } from './text';

const MAIL_FIELD = /^e-?mail(?:address)?[\s_-]?(\d*)$/i;

/**
 * How an attribute is called when spoken of: "email2" is "E-mail 2", "contacts.workEmail" is "contacts, work email".
 */
export function fieldLabel(text: Text, field: string): string {
  return field
    .split('.')
    .map((name) => {
      const mail = MAIL_FIELD.exec(name);
      if (mail) return mail[1] ? text('field.mail-numbered', { number: mail[1] }) : text('field.mail');
      return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').toLowerCase();
    })
    .join(', ');
}
