import type { Core } from '@strapi/strapi';

export async function destroy({ strapi: _strapi }: { strapi: Core.Strapi }): Promise<void> {}
