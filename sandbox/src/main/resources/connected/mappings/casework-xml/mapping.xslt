<?xml version="1.0" encoding="UTF-8"?>
<!-- An event of the company's case system. Its days are written as in 2014. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:concordat:disclosure:1" xmlns:s="urn:concordat:section:1"
    xmlns:cw="http://casework.crc-northshire.example/services/2014/06" exclude-result-prefixes="xs d s">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/">
    <cw:RegisterEvent>
      <cw:event>
        <cw:ExternalRef><xsl:value-of select="substring(//d:Header/@id, 2)"/></cw:ExternalRef>
        <cw:EventType><xsl:value-of select="upper-case(//d:Header/@kind)"/></cw:EventType>
        <cw:ReceivedFrom><xsl:value-of select="//d:From/@agency"/></cw:ReceivedFrom>
        <xsl:for-each select="//d:Subject[@category = 'convicted']">
          <cw:ServiceUser>
            <xsl:for-each select="d:Identifier[@scheme = 'crn'][1]"><cw:CRN><xsl:value-of select="."/></cw:CRN></xsl:for-each>
            <cw:Surname><xsl:value-of select="d:Name/d:Family"/></cw:Surname>
            <cw:Forenames><xsl:value-of select="d:Name/d:Given" separator=" "/></cw:Forenames>
            <xsl:for-each select="d:BirthDate"><cw:DOB><xsl:value-of select="format-date(xs:date(.), '[D01]/[M01]/[Y0001]')"/></cw:DOB></xsl:for-each>
          </cw:ServiceUser>
        </xsl:for-each>
        <xsl:for-each select="//s:SupervisionContact">
          <cw:Note><xsl:value-of select="s:Reference, s:Title, s:Outcome, s:Notes ! normalize-space(.)" separator=" | "/></cw:Note>
        </xsl:for-each>
        <cw:Note>What may be released to you; it may not be everything.</cw:Note>
      </cw:event>
    </cw:RegisterEvent>
  </xsl:template>
</xsl:stylesheet>
