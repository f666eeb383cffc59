import { parseFid } from '@p2core/id-cert';
import type { HomeServers } from '../federation/home-servers.js';
import type { Budget } from '../store/key-packages/key-package-budgets.js';

/** How many ordinary KeyPackages of one actor may be taken within an hour (R17). */
export const hourlyKeyPackages = { ofActor: 60, ofForeignDomain: 600 } as const;

/** The budgets of an actor that takes KeyPackages: its own, and that of its domain where it is foreign. */
export function keyPackageBudgets(taker: string, homeServers: HomeServers): Budget[] {
  const own = { taker, most: hourlyKeyPackages.ofActor };
  if (!homeServers.isForeign(taker)) return [own];
  const { domain } = parseFid(taker);
  return [own, { taker: `@${domain}`, most: hourlyKeyPackages.ofForeignDomain }];
}
