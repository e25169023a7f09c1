package org.concordat.sandbox.partner;

import jakarta.jws.WebService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concordat.sandbox.partner.model.records.Intake;
import org.concordat.sandbox.partner.model.records.IntakeAnswer;
import org.concordat.sandbox.partner.model.records.IntakeReport;

/** The record system of a police force: reports come in by SOAP with WS-Security. One that comes again is the same report. */
@WebService(
        endpointInterface = "org.concordat.sandbox.partner.model.records.Intake",
        targetNamespace = "urn:northshire-police:records:intake:3",
        serviceName = "RecordsIntake",
        portName = "Intake")
public final class RecordSystem implements Intake {
    /** The contract's place on the class path. */
    public static final String CONTRACT = "northshire/wsdl/records-intake.wsdl";

    private final Map<String, IntakeReport> reports = new LinkedHashMap<>();

    @Override
    public synchronized IntakeAnswer fileReport(IntakeReport report) {
        reports.putIfAbsent(report.getSourceReference(), report);
        IntakeAnswer answer = new IntakeAnswer();
        answer.setOccurrenceNumber("NS/" + (List.copyOf(reports.keySet()).indexOf(report.getSourceReference()) + 1));
        return answer;
    }

    /** What was filed, oldest first. */
    public synchronized List<IntakeReport> reports() {
        return List.copyOf(reports.values());
    }
}
