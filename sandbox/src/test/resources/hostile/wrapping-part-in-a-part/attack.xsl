<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:concordat:disclosure:1"
    xmlns:d="urn:concordat:disclosure:1" xmlns:s="urn:concordat:section:1"
    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" exclude-result-prefixes="d s ds">
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="d:Section[last()]">
    <Section id="_00000000-0000-4000-8000-00000000beef">
      <xsl:copy-of select="@*[name() != 'id']"/>
      <s:OffenderAddress><s:Line>Mallory-Example House</s:Line></s:OffenderAddress>
      <xsl:copy-of select="."/>
    </Section>
  </xsl:template>
</xsl:stylesheet>
