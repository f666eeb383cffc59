import { createFetchClient } from '@p2core/client/openapi-fetch';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import createQueryHooks from 'openapi-react-query';
import { baseUrl } from './server.js';

const queryClient = new QueryClient();
const home = createQueryHooks(createFetchClient({ baseUrl }));

/** The certificates of an actor, by the hooks of openapi-react-query. */
export function IdCertsByHooks({ fid }: { fid: string }) {
  return (
    <QueryClientProvider client={queryClient}>
      <IdCerts fid={fid} />
    </QueryClientProvider>
  );
}

function IdCerts({ fid }: { fid: string }) {
  const { data, error, isPending } = home.useQuery(
    'get',
    '/.p2/core/v1/idcert/actor/{fid}',
    { params: { path: { fid } } },
    { retry: false },
  );
  if (isPending) return <p>Asking …</p>;
  if (error) return <p role="alert">{`${error.error ?? 'No answer'}: ${error.message}`}</p>;
  return (
    <ol>
      {data.idcerts.map((pem, index) => (
        <li key={pem}>{data.invalidated[index] ? 'invalidated' : 'valid'}</li>
      ))}
    </ol>
  );
}
