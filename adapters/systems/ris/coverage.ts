import type { Coverage } from '../../contract';
import { ORDER } from '../../segments/order-coverage';

/** HL7 v2.4 ORU^R01, OMG^O19 and ORM^O01. `previous` is the inbox's: what the same report said in earlier messages. */
export const coverage: Coverage = {
  'imaging-reports': {
    accessionNumber: 'OBR-3, ORC-3',
    placerNumber: 'OBR-2, ORC-2',
    status: 'OBR-25',
    code: 'OBR-4',
    issued: 'OBR-22, MSH-7',
    reporter: 'OBR-32',
    text: 'OBX-5, NTE-3',
    'previous[].status': 'OBR-25',
    'previous[].issued': 'OBR-22, MSH-7',
    'previous[].text': 'OBX-5, NTE-3',
    'previous[].messageId': '(the inbox)',
    retracted: 'OBX-11',
  },
  'imaging-orders': ORDER,
};
