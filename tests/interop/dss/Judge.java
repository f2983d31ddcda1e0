// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What the European Commission's DSS says of containers and documents: Judge ANCHOR.pem FILE...
// One line a file: NAME TAB INDICATION TAB SUBINDICATION TAB intact|broken TAB SCOPES (files that the signatures cover).
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;

public class Judge {
    static String judged(String path, CommonCertificateVerifier verifier) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
        validator.setCertificateVerifier(verifier);
        Reports reports = validator.validateDocument();
        SimpleReport simple = reports.getSimpleReport();
        DiagnosticData data = reports.getDiagnosticData();
        StringBuilder out = new StringBuilder();
        if (simple.getSignatureIdList().isEmpty()) return "NONE\t\t\t0";
        for (String id : simple.getSignatureIdList()) {
            SignatureWrapper s = data.getSignatureById(id);
            boolean intact = s.isSignatureIntact() && s.isSignatureValid() && s.getDigestMatchers().stream().allMatch(m -> m.isDataFound() && m.isDataIntact());
            out.append(simple.getIndication(id)).append('\t').append(simple.getSubIndication(id)).append('\t').append(intact ? "intact" : "broken").append('\t')
               .append(s.getSignatureScopes().size()).append('\t').append(simple.getAdESValidationErrors(id).stream().map(m -> m.getValue()).toList());
        }
        return out.toString();
    }

    public static void main(String[] args) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(new File(args[0])));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        for (int i = 1; i < args.length; i++) {
            String said;
            try {
                said = judged(args[i], verifier);
            } catch (RuntimeException e) {
                said = "REFUSED\t" + e.getClass().getSimpleName() + "\tbroken\t0\t" + e.getMessage();
            }
            System.out.println(new File(args[i]).getName() + "\t" + said);
        }
    }
}
