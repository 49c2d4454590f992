import { useAuth } from '@strapi/strapi/admin';

/** Who is signed in; null until that is known. */
export function useUserId(): number | null {
  const id = useAuth('EmailCenter', (state) => state.user?.id);
  return id === undefined ? null : Number(id);
}
