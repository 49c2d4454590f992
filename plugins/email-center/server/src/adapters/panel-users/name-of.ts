/** A user of the admin panel as Strapi stores one. */
export interface PanelUser {
  id: number;
  firstname: string | null;
  lastname: string | null;
  username: string | null;
  email: string;
}

/** How a person is shown: by name, else by login. */
export function nameOf(user: PanelUser): string {
  return [user.firstname, user.lastname].filter(Boolean).join(' ') || user.username || user.email;
}
