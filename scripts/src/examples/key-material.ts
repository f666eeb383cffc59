import { alice } from './cast.js';
import { encryptedKey } from './encrypted-key.js';
import { exampleFile } from './example-file.js';

/** The examples of key material: alice's laptop stores its two keys. */
export function keyMaterialExamples(): Record<string, string> {
  const { idCert, renewedIdCert } = alice.laptop;
  const [older, newer] = [idCert, renewedIdCert].map(({ keyLabel, serialNumber }) => ({
    key_data: encryptedKey(keyLabel),
    serial_number: String(serialNumber),
  }));
  const serialNumbers = [older?.serial_number, newer?.serial_number];
  return {
    'key-material-upload.yaml': exampleFile("The laptop's first key, encrypted", older),
    'key-material-filter.yaml': exampleFile('The keys of two ID-Certs', {
      serial_numbers: serialNumbers,
    }),
    'key-materials.yaml': exampleFile('Two encrypted keys', [older, newer]),
    'no-key-materials.yaml': exampleFile('Nothing is stored', []),
    'serial-numbers.yaml': exampleFile('The key material of two ID-Certs', serialNumbers),
  };
}
