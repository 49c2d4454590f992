import type { MailProvider } from '../mail/providers';
import type { Finding, SignIn, Source } from './types';

/** What the table says of a provider, whichever way it was told. */
export function findingOfProvider(provider: MailProvider, source: Source): Finding {
  const signIn: SignIn = provider.hint === 'modern-login' ? 'modern-only' : 'password';
  return {
    source, provider, name: provider.name,
    offers: [{ protocol: 'imap', ...provider.imap, login: null, signIn }, { protocol: 'smtp', ...provider.smtp, login: null, signIn }],
  };
}
