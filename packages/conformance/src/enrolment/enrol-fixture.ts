import { setTimeout as sleep } from 'node:timers/promises';
import type { Need } from '../catalogue/need.js';
import type { Fixture, FixtureSession } from '../fixture/fixture.js';
import { isClaimed, isOffered } from '../fixture/offered.js';
import type { CaseContext } from '../run/case-context.js';
import { createContext, type RunState } from '../run/create-context.js';
import { Failure, Skip } from '../run/failure.js';
import { UsageError } from '../run/usage-error.js';
import { newForeignSession } from '../steps/identify.js';
import { addFor, setLastResort } from '../steps/publish.js';
import { eventsOf } from '../steps/told.js';
import type { OwnSession } from './own-session.js';

const spareSessions = 24;
const stockOfKeyPackages = 24;

/** The members of the fixture that an actor and her sessions give. */
const ofActors: readonly Need[] = ['actor', 'otherActor', 'keyPackages', 'events', 'spareSessions'];

/** Milliseconds after which the next ID-Cert begins in a later second. */
const untilLaterBeginning = 2000;

/**
 * Makes what the cases need and the fixture lacks. Where the kit may register actors: an actor with sessions, a second
 * one, one with KeyPackages, and waiting events. Where it is a home server: a foreign session.
 *
 * @throws {UsageError} where the server refuses what the kit registers
 */
export async function enrolFixture(state: RunState, needs: ReadonlySet<Need>): Promise<Fixture> {
  const { fixture } = state;
  const context = createContext(state, { id: 'any/enrolment', operation: 'any' }, []);
  try {
    if (!isClaimed('auth', fixture)) return fixture;
    if (fixture.registration && needs.has('registration')) await context.enrolment.session(context);
    return {
      ...fixture,
      ...(fixture.registration &&
        fixture.actor === undefined &&
        ofActors.some((need) => needs.has(need)) &&
        (await enrolActors(context))),
      ...(state.homeServer &&
        fixture.foreignSession === undefined &&
        needs.has('foreignSession') && { foreignSession: await enrolForeign(context) }),
    };
  } catch (error) {
    if (error instanceof Skip) {
      const { registration: _usedUp, ...rest } = fixture;
      return rest;
    }
    if (!(error instanceof Failure)) throw error;
    throw new UsageError(`the kit cannot make its own actors there: ${error.message}`);
  }
}

async function enrolActors(context: CaseContext): Promise<Partial<Fixture>> {
  const { enrolment, fixture } = context;
  const fid = await enrolment.actor(context);
  const newSessions = async (count: number) => {
    const sessions: OwnSession[] = [];
    while (sessions.length < count) sessions.push(await enrolment.newSession(context));
    return sessions;
  };
  const [listener] = await newSessions(1);
  const sessions = await newSessions(2);
  await sleep(untilLaterBeginning);
  const spare = await newSessions(spareSessions);
  for (const session of sessions) await eventsOf(context, session);
  const other = await enrolment.register(context);
  const ofOther = await enrolment.newSession(context, { fid: other });
  const waiting = sessions.length + spare.length;
  return {
    actor: { fid, sessions: sessions.map(idAndToken) },
    otherActor: { fid: other, sessions: [idAndToken(ofOther)] },
    ...(isOffered('addKeyPackages', fixture) && { keyPackages: await enrolKeyPackages(context) }),
    ...(listener && { events: { session: idAndToken(listener), waiting } }),
    spareSessions: spare.map(idAndToken),
    destructive: fixture.destructive ?? fixture.administratorToken === undefined,
  };
}

async function enrolKeyPackages(
  context: CaseContext,
): Promise<NonNullable<Fixture['keyPackages']>> {
  const { enrolment } = context;
  const fid = await enrolment.register(context);
  const sessions: FixtureSession[] = [];
  for (let count = 0; count < 2; count++) {
    const session = await enrolment.newSession(context, { fid });
    await setLastResort(context, session);
    await addFor(context, session, stockOfKeyPackages);
    sessions.push(idAndToken(session));
  }
  return { fid, stock: stockOfKeyPackages, lastResort: true, sessions };
}

async function enrolForeign(context: CaseContext): Promise<NonNullable<Fixture['foreignSession']>> {
  const session = await newForeignSession(context);
  return { ...idAndToken(session), fid: session.fid, idCert: session.idCert };
}

function idAndToken({ id, token }: OwnSession): FixtureSession {
  return { id, token };
}
