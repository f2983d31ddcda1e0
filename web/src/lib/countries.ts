// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// ISO 3166-1: alpha-2 (as records hold it) beside alpha-3 (as travel documents print it). XK is the user-assigned
// code that travel documents of Kosovo carry. The names come from the browser, in the officer's language.
const PAIRS = (
  'adAND aeARE afAFG agATG aiAIA alALB amARM aoAGO aqATA arARG asASM atAUT auAUS awABW axALA azAZE baBIH bbBRB ' +
  'bdBGD beBEL bfBFA bgBGR bhBHR biBDI bjBEN blBLM bmBMU bnBRN boBOL bqBES brBRA bsBHS btBTN bvBVT bwBWA byBLR ' +
  'bzBLZ caCAN ccCCK cdCOD cfCAF cgCOG chCHE ciCIV ckCOK clCHL cmCMR cnCHN coCOL crCRI cuCUB cvCPV cwCUW cxCXR ' +
  'cyCYP czCZE deDEU djDJI dkDNK dmDMA doDOM dzDZA ecECU eeEST egEGY ehESH erERI esESP etETH fiFIN fjFJI fkFLK ' +
  'fmFSM foFRO frFRA gaGAB gbGBR gdGRD geGEO gfGUF ggGGY ghGHA giGIB glGRL gmGMB gnGIN gpGLP gqGNQ grGRC gsSGS ' +
  'gtGTM guGUM gwGNB gyGUY hkHKG hmHMD hnHND hrHRV htHTI huHUN idIDN ieIRL ilISR imIMN inIND ioIOT iqIRQ irIRN ' +
  'isISL itITA jeJEY jmJAM joJOR jpJPN keKEN kgKGZ khKHM kiKIR kmCOM knKNA kpPRK krKOR kwKWT kyCYM kzKAZ laLAO ' +
  'lbLBN lcLCA liLIE lkLKA lrLBR lsLSO ltLTU luLUX lvLVA lyLBY maMAR mcMCO mdMDA meMNE mfMAF mgMDG mhMHL mkMKD ' +
  'mlMLI mmMMR mnMNG moMAC mpMNP mqMTQ mrMRT msMSR mtMLT muMUS mvMDV mwMWI mxMEX myMYS mzMOZ naNAM ncNCL neNER ' +
  'nfNFK ngNGA niNIC nlNLD noNOR npNPL nrNRU nuNIU nzNZL omOMN paPAN pePER pfPYF pgPNG phPHL pkPAK plPOL pmSPM ' +
  'pnPCN prPRI psPSE ptPRT pwPLW pyPRY qaQAT reREU roROU rsSRB ruRUS rwRWA saSAU sbSLB scSYC sdSDN seSWE sgSGP ' +
  'shSHN siSVN sjSJM skSVK slSLE smSMR snSEN soSOM srSUR ssSSD stSTP svSLV sxSXM sySYR szSWZ tcTCA tdTCD tfATF ' +
  'tgTGO thTHA tjTJK tkTKL tlTLS tmTKM tnTUN toTON trTUR ttTTO tvTUV twTWN tzTZA uaUKR ugUGA umUMI usUSA uyURY ' +
  'uzUZB vaVAT vcVCT veVEN vgVGB viVIR vnVNM vuVUT wfWLF wsWSM yeYEM ytMYT zaZAF zmZMB zwZWE ' +
  'xkXKX'
).split(' ');

export const COUNTRIES = PAIRS.map((p) => p.slice(0, 2));
const BY_ALPHA3 = new Map(PAIRS.map((p) => [p.slice(2), p.slice(0, 2)]));

// ICAO 9303 part 3 keeps "D" for Germany.
export function alpha2(alpha3: string): string {
  return alpha3 === 'D' ? 'de' : (BY_ALPHA3.get(alpha3) ?? '');
}
