// Somebody has to be first: the coordinator whom the settings name, who can invite the others.
import type { Door } from './open-sign-in.ts'

/** Harmless to repeat; does nothing once the bureau has a coordinator. */
export const inviteFirstCoordinator = async (door: Pick<Door, 'people' | 'invite'>, email: string): Promise<void> => {
  const people = await door.people()
  if (people.some(({ role }) => role === 'coordinator')) return
  await door.invite({ email, name: 'Coördinator', role: 'coordinator' })
}
