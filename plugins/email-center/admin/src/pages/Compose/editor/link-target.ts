const SCHEMES = /^(https?:\/\/|mailto:|tel:)/i;

/** What was typed as the address of a link, complete; null when it leads nowhere that is safe to send. */
export function linkTarget(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  const address = SCHEMES.test(trimmed) ? trimmed : /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(trimmed) ? `mailto:${trimmed}` : `https://${trimmed}`;
  if (!SCHEMES.test(trimmed) && /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed)) return null;
  try {
    const { protocol, hostname } = new URL(address);
    return protocol.startsWith('http') && !hostname.includes('.') && hostname !== 'localhost' ? null : address;
  } catch {
    return null;
  }
}
