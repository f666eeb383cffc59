import { defineCase } from '../../catalogue/case.js';
import { readActorIdCert } from '../../certificates/actor-id-cert.js';
import { actorName, nameOf } from '../../certificates/forge.js';
import { attributeType } from '../../certificates/name.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { newSessionId } from '../../enrolment/enrolment.js';
import { judge } from '../../steps/look-up.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'issues a subject in its own order for an ID-CSR in any order',
  level: 'MUST',
  basis: ['R29'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const id = newSessionId();
    const parts = [...actorName({ fid, sessionId: id, now: 0 })];
    const components = parts.length - 3;
    const subject = nameOf([...parts.slice(components), ...parts.slice(0, components)]);
    const answer = await trust(context, { fid, id, csr: { subject } });
    expectStatus(answer, 201);
    const { id_cert: pem } = answer.json as { id_cert: string };
    const issued = judge(answer, () => readActorIdCert(pem));
    const labels = Object.entries(attributeType);
    const order = Array.from(
      issued.subject.flat(),
      ({ type }) => labels.find(([, one]) => one === type)?.[0],
    );
    const expected = [...order.filter((label) => label === 'DC'), 'UID', 'CN', 'uniqueIdentifier'];
    expectEqual(order, expected, 'the order of the subject', answer);
  },
});
