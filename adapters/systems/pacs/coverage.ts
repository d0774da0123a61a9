import type { Coverage } from '../../contract';

/** Attributes of a QIDO-RS study (DICOM PS3.18 table 10.6.3-3), by tag. */
export const coverage: Coverage = {
  'imaging-studies': {
    uid: 'StudyInstanceUID (0020,000D)',
    accessionNumber: 'AccessionNumber (0008,0050)',
    description: 'StudyDescription (0008,1030)',
    code: 'ProcedureCodeSequence (0008,1032)',
    modalities: 'ModalitiesInStudy (0008,0061)',
    started: 'StudyDate (0008,0020), StudyTime (0008,0030)',
    series: 'NumberOfStudyRelatedSeries (0020,1206)',
    instances: 'NumberOfStudyRelatedInstances (0020,1208)',
    availability: 'InstanceAvailability (0008,0056)',
  },
};
