<?xml version="1.0" encoding="UTF-8"?>
<!--
  A line of the prison's system becomes the draft of a contact record for probation. Every field in quotes, none with a quote in it:
  PRISON_NUMBER, CRN, SURNAME, FORENAMES, DOB, REF, AT, OFFICER, TITLE, OUTCOME. What is anything else is refused.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:concordat:disclosure:1"
    xmlns:s="urn:concordat:section:1" expand-text="yes">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:variable name="line" select="'^' || string-join((1 to 10) ! '&quot;([^&quot;]*)&quot;', ',') || '\r?\n?$'"/>

  <xsl:template match=".[matches(., $line)]">
    <xsl:variable name="field" select="(1 to 10) ! replace(current(), $line, '$' || .)"/>
    <Disclosure>
      <Header kind="contact-record" version="1">
        <From agency="hmp-northshire" team="offender-management" role="prison-offender-manager" actor="{$field[8]}"/>
        <Purpose>offender-management</Purpose>
        <Basis power="OMA14">
          <Condition>P3_35_2_B</Condition>
          <Condition>P3_SCH8_2</Condition>
          <Necessity>Probation answers for his sentence and has to know what happens in custody.</Necessity>
        </Basis>
        <Classification>OFFICIAL-SENSITIVE</Classification>
      </Header>
      <Subject id="him" category="convicted">
        <Identifier scheme="crn">{$field[2]}</Identifier>
        <Identifier scheme="noms">{$field[1]}</Identifier>
        <Name><Given>{$field[4]}</Given><Family>{$field[3]}</Family></Name>
        <BirthDate>{$field[5]}</BirthDate>
      </Subject>
      <Recipient id="to-nps-north-east" agency="nps-north-east" team="case-management" role="probation-practitioner">
        <Consent state="not-applicable"/>
      </Recipient>
      <Section id="contact" about="him" nature="fact" provenance="agency-record" recorded="{$field[7]}">
        <s:SupervisionContact>
          <s:Reference>{$field[6]}</s:Reference>
          <s:Type>PRISON</s:Type>
          <s:Title>{$field[9]}</s:Title>
          <s:From>{$field[7]}</s:From>
          <s:Team>offender-management</s:Team>
          <s:Officer>{$field[8]}</s:Officer>
          <s:Attended>not-applicable</s:Attended>
          <s:Outcome>{$field[10]}</s:Outcome>
          <s:Alert>false</s:Alert>
        </s:SupervisionContact>
      </Section>
    </Disclosure>
  </xsl:template>

  <xsl:template match="."><Nothing/></xsl:template>
</xsl:stylesheet>
