/** What the edge uses of a Koa request as Strapi hands it on. */
import type { ServerResponse } from 'node:http';

export interface Ability {
  can(action: string, subject?: string, field?: string): boolean;
}

export interface RequestContext {
  params: Record<string, string>;
  query: unknown;
  request: { body?: unknown };
  state: {
    /** The admin user; on the content API a user of the application, or nobody. */
    user?: { id: number; preferedLanguage?: string | null };
    /** Abilities of the admin user. */
    userAbility?: Ability;
    /** How the request was authenticated. */
    auth?: unknown;
  };
  status: number;
  body: unknown;
  res: ServerResponse;
  set(headers: Record<string, string>): void;
  /** Sends status and headers before there is a body. */
  flushHeaders(): void;
}
