<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:concordat:disclosure:1"
    xmlns:d="urn:concordat:disclosure:1" xmlns:s="urn:concordat:section:1"
    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" exclude-result-prefixes="d s ds">
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="d:Disclosure">
    <xsl:copy>
      <xsl:copy-of select="d:Header|d:Subject|d:Recipient|d:Section[not(s:CheckQuestion)]|ds:Signature"/>
      <Release decision="00000000-0000-4000-8000-000000000001"
          configuration="0000000000000000000000000000000000000000000000000000000000000000"
          entry="00000000-0000-4000-8000-000000000002" at="2026-11-24T09:00:00Z">
        <Notice>This copy may not be everything that the sender holds or sent.</Notice>
      </Release>
      <xsl:apply-templates select="ds:Signature" mode="gateway"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="ds:Reference/@URI" mode="gateway">
    <xsl:attribute name="URI"/>
  </xsl:template>
  <xsl:template match="ds:Transforms" mode="gateway">
    <xsl:copy>
      <ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
      <xsl:apply-templates mode="gateway"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="@*|node()" mode="gateway">
    <xsl:copy><xsl:apply-templates select="@*|node()" mode="gateway"/></xsl:copy>
  </xsl:template>
</xsl:stylesheet>
