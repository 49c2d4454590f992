import { join } from 'node:path';

export interface DovecotPorts {
  imap: number;
  imaps: number;
  lmtp: number;
  submission: number;
  submissions: number;
  relay: number;
}

export interface DovecotLayout {
  folder: string;
  ports: DovecotPorts;
  certFile: string;
  keyFile: string;
  /** uid the mailboxes belong to. */
  mailUid: number;
  /** Name of the system user Dovecot's own processes run as; null: its packaged default (needs root). */
  serviceUser: string | null;
  /** special_use and auto lines per mailbox name. */
  mailboxes: Record<string, { specialUse?: string; create?: boolean }>;
  /** false: the server offers no STARTTLS and no TLS port. */
  tls: boolean;
}

/** Dovecot 2.3 in one folder: IMAP (STARTTLS and TLS), LMTP, submission. mdbox, because it needs no file per message. */
export function dovecotConfig(layout: DovecotLayout): string {
  const { folder, ports } = layout;
  return `
base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
instance_name = email-center-test-${ports.imap}
log_path = ${join(folder, 'dovecot.log')}
protocols = imap lmtp submission
listen = 127.0.0.1
${layout.serviceUser ? `default_internal_user = ${layout.serviceUser}\ndefault_login_user = ${layout.serviceUser}\ndefault_internal_group = ` : ''}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_verbose = yes
auth_failure_delay = 0
ssl = ${layout.tls ? 'yes' : 'no'}
${layout.tls ? `ssl_cert = <${layout.certFile}\nssl_key = <${layout.keyFile}` : ''}
ssl_dh =
mail_location = mdbox:~/mdbox
mail_uid = ${layout.mailUid}
mail_gid = ${layout.mailUid}
first_valid_uid = 1
mail_home = ${join(folder, 'mail')}/%n
mailbox_list_index = yes
mail_max_userip_connections = 50
mail_fsync = never
hostname = localhost
postmaster_address = postmaster@test.local
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${join(folder, 'users')}
}
userdb {
  driver = passwd-file
  args = username_format=%u ${join(folder, 'users')}
}
namespace inbox {
  inbox = yes
  separator = /
${Object.entries(layout.mailboxes).map(mailbox).join('\n')}
}
service anvil {
  chroot =
  # Without this each login after a refused one waits seconds.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
${loginService('imap-login', [['imap', ports.imap, false], ['imaps', layout.tls ? ports.imaps : 0, true]])}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
${loginService('submission-login', [['submission', ports.submission, false], ['submissions', layout.tls ? ports.submissions : 0, true]])}
submission_relay_host = 127.0.0.1
submission_relay_port = ${ports.relay}
service auth {
  unix_listener auth-userdb {
    mode = 0666
  }
}
`;
}

function mailbox([name, { specialUse, create }]: [string, { specialUse?: string; create?: boolean }]): string {
  return `  mailbox ${name.includes(' ') ? `"${name}"` : name} {
    ${specialUse ? `special_use = ${specialUse}` : ''}
    auto = ${create === false ? 'no' : 'subscribe'}
  }`;
}

function loginService(name: string, listeners: [string, number, boolean][]): string {
  return `service ${name} {
  chroot =
${listeners.map(([listener, port, ssl]) => `  inet_listener ${listener} {
    address = 127.0.0.1
    port = ${port}
    ${ssl ? 'ssl = yes' : ''}
  }`).join('\n')}
}`;
}
