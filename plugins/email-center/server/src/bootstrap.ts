import type { Core } from '@strapi/strapi';

export async function bootstrap({ strapi: _strapi }: { strapi: Core.Strapi }): Promise<void> {}
