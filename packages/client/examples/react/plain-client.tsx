import { type Answer, createClient } from '@p2core/client';
import { useEffect, useState } from 'react';
import { baseUrl } from './server.js';

const home = createClient({ baseUrl });

/** The certificates of an actor, by the plain client. */
export function IdCertsByPlainClient({ fid }: { fid: string }) {
  const [answer, setAnswer] = useState<Answer<'getActorIdCerts'> | Error>();

  useEffect(() => {
    const controller = new AbortController();
    home.getActorIdCerts({ fid }, { signal: controller.signal }).then(setAnswer, (error) => {
      if (!controller.signal.aborted) setAnswer(error);
    });
    return () => controller.abort();
  }, [fid]);

  if (!answer) return <p>Asking …</p>;
  if (answer instanceof Error) return <p role="alert">{`No answer: ${answer.message}`}</p>;
  if (answer.status !== 200) return <p role="alert">{`${answer.status}: ${answer.error ?? ''}`}</p>;
  const { idcerts, invalidated } = answer.body;
  return (
    <ol>
      {idcerts.map((pem, index) => (
        <li key={pem}>{invalidated[index] ? 'invalidated' : 'valid'}</li>
      ))}
    </ol>
  );
}
