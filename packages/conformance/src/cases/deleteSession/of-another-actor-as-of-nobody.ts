import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';

export default defineCase({
  title: "gives the same answer for another actor's session as for an unknown one",
  level: 'MUST',
  basis: ['R12'],
  needs: ['actor', 'spareSessions', 'otherActor'],
  effect: 'destroys',
  async run(context) {
    const token = context.fixture.otherActor?.sessions[0]?.token ?? null;
    const messageOn = async (id: string) => {
      const answer = await context.send('deleteSession', { token, json: { session_id: id } });
      expectError(answer, 'P2CORE_SESSION_NOT_FOUND');
      const { message } = answer.json as { message?: string };
      return { answer, message: message?.replaceAll(id, '…') };
    };
    const never = () => messageOn(`never-${Math.floor(context.random() * 2 ** 48)}`);
    const [{ message }, again] = [await never(), await never()];
    if (message !== again.message) throw new Skip('the message is another one each time');
    const { id } = await context.takeSpareSession();
    const others = await messageOn(id);
    expectEqual(others.message, message, 'the message', others.answer);
  },
});
