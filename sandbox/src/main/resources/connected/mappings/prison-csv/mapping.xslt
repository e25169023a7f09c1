<?xml version="1.0" encoding="UTF-8"?>
<!-- A line for each contact, RFC 4180: every field in quotes, quotes doubled. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:concordat:disclosure:1" xmlns:s="urn:concordat:section:1" xmlns:csv="urn:hmp-northshire:csv"
    exclude-result-prefixes="#all">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:function name="csv:line" as="xs:string">
    <xsl:param name="fields" as="xs:string*"/>
    <xsl:sequence select="string-join($fields ! ('&quot;' || replace(., '&quot;', '&quot;&quot;') || '&quot;'), ',') || '&#13;&#10;'"/>
  </xsl:function>

  <xsl:template match="/">
    <xsl:value-of select="csv:line(('PRISON_NUMBER', 'CRN', 'SURNAME', 'FORENAMES', 'DOB', 'FROM_AGENCY', 'CONTACT_REF', 'TYPE', 'TITLE', 'AT', 'OUTCOME', 'ALERT', 'NOTES'))"/>
    <xsl:variable name="person" select="(//d:Subject[@category = 'convicted'])[1]"/>
    <xsl:for-each select="//s:SupervisionContact">
      <xsl:value-of select="csv:line((
        string($person/d:Identifier[@scheme = 'noms'][1]), string($person/d:Identifier[@scheme = 'crn'][1]),
        string($person/d:Name/d:Family), string-join($person/d:Name/d:Given, ' '), string($person/d:BirthDate),
        string(//d:From/@agency), string(s:Reference), string(s:Type), string(s:Title), string(s:From),
        string(s:Outcome), (if (s:Alert = ('true', '1')) then 'Y' else 'N'), normalize-space(s:Notes)))"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
