<?xml version="1.0" encoding="UTF-8"?>
<!--
  The envelope that a partner's contract asks for, of what it is to carry: an element, or what is sealed, in base64. It is neither
  signed nor encrypted yet. With nothing to carry: what the request is to say of itself. asked/@namespace: what it carries is to be
  in that one, which is not the contract's.
-->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s11="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata"
    xmlns:a="http://www.w3.org/2005/08/addressing" exclude-result-prefixes="#all">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:variable name="port" select="/asked/w:definitions/w:service/w:port[@name = /asked/@port]"/>
  <xsl:variable name="binding" select="/asked/w:definitions/w:binding[@name = replace($port/@binding, '^.*:', '')]"/>
  <xsl:variable name="action" select="string($binding/w:operation[@name = /asked/@operation]/(s11:operation | s12:operation)/@soapAction)"/>
  <xsl:variable name="soap" select="
      if ($binding/s12:binding) then 'http://www.w3.org/2003/05/soap-envelope' else 'http://schemas.xmlsoap.org/soap/envelope/'"/>

  <xsl:template match="/asked[not(carried/node())]" priority="1">
    <request action="&quot;{$action}&quot;" media="{
        if ($binding/s12:binding) then 'application/soap+xml; charset=UTF-8; action=&quot;' || $action || '&quot;' else 'text/xml; charset=UTF-8'}"/>
  </xsl:template>

  <xsl:template match="/asked">
    <xsl:element name="s:Envelope" namespace="{$soap}">
      <xsl:element name="s:Header" namespace="{$soap}">
        <xsl:if test="w:definitions//wsam:Addressing">
          <a:Action>{$action}</a:Action>
          <a:MessageID>urn:uuid:{@delivery}</a:MessageID>
          <a:To>{@address}</a:To>
        </xsl:if>
      </xsl:element>
      <xsl:element name="s:Body" namespace="{$soap}">
        <xsl:variable name="content">
          <xsl:choose>
            <xsl:when test="carried/*"><xsl:copy-of select="carried/*" copy-namespaces="no"/></xsl:when>
            <xsl:otherwise>
              <Deliver xmlns="urn:concordat:delivery:1"><Delivery>{@delivery}</Delivery><Sealed>{carried}</Sealed></Deliver>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="@namespace = ''"><xsl:copy-of select="$content"/></xsl:when>
          <xsl:otherwise>
            <xsl:element name="{local-name($content/*)}" namespace="{@namespace}"><xsl:copy-of select="$content/*/node()"/></xsl:element>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:element>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
