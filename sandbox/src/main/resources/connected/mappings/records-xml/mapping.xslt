<?xml version="1.0" encoding="UTF-8"?>
<!-- A report for the intake of the police's record system. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:d="urn:concordat:disclosure:1" xmlns:s="urn:concordat:section:1"
    xmlns:rec="urn:northshire-police:records:intake:3" exclude-result-prefixes="d s">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/">
    <rec:IntakeReport>
      <rec:SourceReference><xsl:value-of select="substring(//d:Header/@id, 2)"/></rec:SourceReference>
      <rec:Source><xsl:value-of select="//d:From/@agency"/></rec:Source>
      <rec:ReportType><xsl:value-of select="upper-case(//d:Header/@kind)"/></rec:ReportType>
      <xsl:for-each select="//d:Subject">
        <rec:Nominal role="{upper-case(@category)}">
          <xsl:for-each select="d:Identifier[@scheme = 'pnc'][1]"><rec:PNCID><xsl:value-of select="."/></rec:PNCID></xsl:for-each>
          <rec:FamilyName><xsl:value-of select="d:Name/d:Family"/></rec:FamilyName>
          <rec:GivenName><xsl:value-of select="d:Name/d:Given" separator=" "/></rec:GivenName>
          <xsl:for-each select="d:BirthDate"><rec:DateOfBirth><xsl:value-of select="."/></rec:DateOfBirth></xsl:for-each>
        </rec:Nominal>
      </xsl:for-each>
      <xsl:for-each select="//s:CheckQuestion">
        <rec:Text>
          <xsl:value-of select="s:Hearing ! ('Hearing: ' || s:CourtName || ', ' || s:At), s:Asked ! ('Asked: ' || s:Register)" separator="; "/>
        </rec:Text>
      </xsl:for-each>
      <rec:Text>What may be released to you; it may not be everything.</rec:Text>
    </rec:IntakeReport>
  </xsl:template>
</xsl:stylesheet>
