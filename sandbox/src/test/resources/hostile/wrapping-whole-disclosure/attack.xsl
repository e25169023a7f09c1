<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:concordat:disclosure:1"
    xmlns:d="urn:concordat:disclosure:1" xmlns:s="urn:concordat:section:1"
    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" exclude-result-prefixes="d s ds">
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <!-- the forged Header: another id, another reason -->
  <xsl:template match="d:Header/@id" mode="forged">
    <xsl:attribute name="id">_01900000-0000-7000-8000-00000000beef</xsl:attribute>
  </xsl:template>
  <xsl:template match="d:Necessity" mode="forged">
    <Necessity>Mallory-Example wants to know.</Necessity>
  </xsl:template>
  <xsl:template match="@*|node()" mode="forged">
    <xsl:copy><xsl:apply-templates select="@*|node()" mode="forged"/></xsl:copy>
  </xsl:template>
  <xsl:template match="/d:Disclosure">
    <xsl:copy>
      <xsl:apply-templates select="d:Header" mode="forged"/>
      <xsl:copy-of select="d:Subject|d:Recipient"/>
      <Section>
        <xsl:copy-of select="d:Section[1]/@*"/>
        <xsl:copy-of select="/d:Disclosure"/>
      </Section>
      <xsl:copy-of select="ds:Signature"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
